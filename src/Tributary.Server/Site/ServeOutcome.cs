namespace Tributary.Server;

/// <summary>How a server ended.</summary>
public abstract record ServeOutcome
{
    private ServeOutcome()
    {
    }

    /// <summary>It was told to stop, and did.</summary>
    public sealed record Stopped : ServeOutcome;

    /// <summary>It never listened.</summary>
    /// <param name="Why">One sentence: the address, and what is wrong with it.</param>
    public sealed record CannotListen(string Why) : ServeOutcome;
}
