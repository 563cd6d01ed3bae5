namespace Tributary.Policy;

/// <summary>How the reading of a profile ended.</summary>
public abstract record ProfileReading
{
    private ProfileReading()
    {
    }

    /// <summary>It was read.</summary>
    /// <param name="Profile">The profile.</param>
    public sealed record Done(Profile Profile) : ProfileReading;

    /// <summary>Something is wrong with it.</summary>
    /// <param name="File">The file, as it was called.</param>
    /// <param name="Line">The line, from 1.</param>
    /// <param name="Problem">What is wrong, without a full stop.</param>
    public sealed record Wrong(string File, int Line, string Problem) : ProfileReading
    {
        /// <summary>File, line and problem in one line, e.g. <c>mine.yaml:7: columns must be a whole number</c>.</summary>
        public string Message => $"{File}:{Line}: {Problem}";
    }
}
