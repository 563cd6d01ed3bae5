namespace Tributary.Server;

/// <summary>A place that mail is imported from.</summary>
public interface IMailSource
{
    /// <summary><c>mbox</c>, <c>maildir</c> or <c>public-inbox</c>.</summary>
    string Kind { get; }

    /// <summary>Its full path or URL: the same place is the same source.</summary>
    string Location { get; }

    /// <summary>Opens it behind the place up to which it was read.</summary>
    /// <param name="position">What <see cref="MailChunk.Position"/> said last; empty for the start.</param>
    /// <param name="cancel">Ends the opening and the reading.</param>
    /// <exception cref="SourceException">It is no such source.</exception>
    Task<MailReading> OpenAsync(string position, CancellationToken cancel);
}
