namespace Tributary.Mail;

/// <summary>How much of a message is read: mail is hostile, and what is over a limit is noted, not read.</summary>
public sealed record MailLimits
{
    /// <summary>The limits that everything uses unless a test says otherwise.</summary>
    public static MailLimits Default { get; } = new();

    /// <summary>Bytes of one message; a larger one goes to quarantine unread.</summary>
    public int MessageBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Header fields of one part.</summary>
    public int Headers { get; init; } = 2000;

    /// <summary>Bytes of one header field with its folded lines.</summary>
    public int HeaderBytes { get; init; } = 256 * 1024;

    /// <summary>How deep multiparts and attached messages may nest.</summary>
    public int Depth { get; init; } = 16;

    /// <summary>Leaves of the MIME tree.</summary>
    public int Parts { get; init; } = 200;
}
