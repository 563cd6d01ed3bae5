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

    /// <summary>Addresses taken from all fields of one name (To, Cc).</summary>
    public int Addresses { get; init; } = 1000;

    /// <summary>Message ids taken from References: the first, and the last of them.</summary>
    public int References { get; init; } = 500;

    /// <summary>True: who bears no Message-Id gets one that is the same for ever. False: one that tells mails apart in this run of the program, where nothing is kept.</summary>
    public bool HasLastingIds { get; init; } = true;

    /// <summary>
    /// Characters of a Message-Id. A longer one is replaced by a digest of itself, the same one wherever it is named, since
    /// no database indexes text of any length.
    /// </summary>
    public const int MessageIdLength = 500;
}
