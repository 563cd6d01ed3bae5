using System.Collections.Immutable;

namespace Tributary.Mail;

/// <summary>
/// A mail that is to be written: text alone, no attachments. Its values may come from strangers: whatever they hold, none of them makes a header,
/// a recipient or a line of another one.
/// </summary>
public sealed record Letter
{
    /// <summary>Who it is from.</summary>
    public required Mailbox From { get; init; }

    /// <summary>Where answers go; null: to <see cref="From"/>.</summary>
    public Mailbox? ReplyTo { get; init; }

    /// <summary>Whom it is to. An address that cannot stand in an envelope is left away.</summary>
    public required ImmutableArray<Mailbox> To { get; init; }

    /// <summary>Who gets a copy.</summary>
    public ImmutableArray<Mailbox> Cc { get; init; } = [];

    /// <summary>The subject, decoded, on one line.</summary>
    public required string Subject { get; init; }

    /// <summary>The body. Lines end with LF.</summary>
    public required string Text { get; init; }

    /// <summary>The message that it answers, or null.</summary>
    public MessageId? InReplyTo { get; init; }

    /// <summary>The messages above it in its thread, the oldest first; empty: <see cref="InReplyTo"/> alone.</summary>
    public ImmutableArray<MessageId> References { get; init; } = [];

    /// <summary>The id of the list of such letters (RFC 2919), by which they are filtered, e.g. <c>notices.tributary.example.org</c>; null for none.</summary>
    public string? ListId { get; init; }

    /// <summary>What wrote it.</summary>
    public AutoSubmitted Automatic { get; init; } = AutoSubmitted.Generated;
}
