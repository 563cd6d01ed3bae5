using System.Collections.Immutable;

namespace Tributary.Mail;

/// <summary>A mail, read. It holds the bytes it came as; everything else is derived from them.</summary>
public sealed record Message
{
    private readonly ImmutableArray<Mailbox> _to;
    private readonly ImmutableArray<Mailbox> _cc;

    /// <summary>The message byte for byte, without an mbox's From line and quoting.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>
    /// Its Message-Id, or, where it has none, one made from the content (<c>SHA256-HEX@no-message-id.invalid</c>), so that
    /// the same mail always bears the same id.
    /// </summary>
    public required MessageId Id { get; init; }

    /// <summary>All header fields in order of appearance, duplicates too.</summary>
    public required ImmutableArray<MailHeader> Headers { get; init; }

    /// <summary>The author, with a list's DMARC rewriting undone (<c>X via list &lt;list@…&gt;</c> with Reply-To or X-Original-From).</summary>
    public required Mailbox From { get; init; }

    /// <summary>Everybody in To.</summary>
    public ImmutableArray<Mailbox> To
    {
        get => _to.IsDefault ? Recipients?.To ?? [] : _to;
        init => _to = value;
    }

    /// <summary>Everybody in Cc.</summary>
    public ImmutableArray<Mailbox> Cc
    {
        get => _cc.IsDefault ? Recipients?.Cc ?? [] : _cc;
        init => _cc = value;
    }

    /// <summary>The subject, decoded, one line; empty when absent.</summary>
    public string Subject { get; init; } = "";

    /// <summary>
    /// When it was sent, in UTC, between 1970 and 2100: the Date header if it is credible, else the oldest credible Received
    /// header, else 1970-01-01. A function of the message alone, so that order of arrival changes nothing.
    /// </summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The ids in In-Reply-To, in order.</summary>
    public ImmutableArray<MessageId> InReplyTo { get; init; } = [];

    /// <summary>The ids in References, oldest first.</summary>
    public ImmutableArray<MessageId> References { get; init; } = [];

    /// <summary>The identifiers in List-Id headers, e.g. <c>bpf.vger.kernel.org</c>, lower case.</summary>
    public ImmutableArray<string> ListIds { get; init; } = [];

    /// <summary>The leaves of the MIME tree in order.</summary>
    public ImmutableArray<MailPart> Parts { get; init; } = [];

    /// <summary>What was odd about it; empty for a clean mail.</summary>
    public ImmutableArray<MailDefect> Defects { get; init; } = [];

    /// <summary>Why this cannot be taken for a mail at all (no header, too large, empty), or null. Such bytes are quarantined.</summary>
    public string? Unreadable { get; init; }

    /// <summary>What <see cref="To"/> and <see cref="Cc"/> are read from.</summary>
    internal Recipients? Recipients { get; init; }

    /// <summary>The value of the first header field of that name (any case), or null.</summary>
    public string? FindHeader(string name)
    {
        foreach (var header in Headers)
        {
            if (header.Is(name)) return header.Value;
        }

        return null;
    }
}
