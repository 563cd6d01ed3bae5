using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What is to be written to somebody, and what it belongs to.</summary>
public sealed record OutgoingLetter
{
    private const int MostReferences = 50;

    /// <summary>What it is about, e.g. <c>confirm/17/3</c>: the same cause makes one letter, ever.</summary>
    public required string Key { get; init; }

    /// <summary>Whom it is to.</summary>
    public required ImmutableArray<Mailbox> To { get; init; }

    /// <summary>Who gets a copy.</summary>
    public ImmutableArray<Mailbox> Cc { get; init; } = [];

    /// <summary>The subject, decoded.</summary>
    public required string Subject { get; init; }

    /// <summary>The body. Lines end with LF.</summary>
    public required string Text { get; init; }

    /// <summary>The name before our address in From; null: the one configured.</summary>
    public string? FromName { get; init; }

    /// <summary>Where answers go; null: to us.</summary>
    public Mailbox? ReplyTo { get; init; }

    /// <summary>The message that it answers, or null.</summary>
    public MessageId? InReplyTo { get; init; }

    /// <summary>The messages above it in its thread, the oldest first.</summary>
    public ImmutableArray<MessageId> References { get; init; } = [];

    /// <summary>What wrote it.</summary>
    public AutoSubmitted Automatic { get; init; } = AutoSubmitted.Generated;

    /// <summary>The project it belongs to; null: then only administrators see it in the outbox.</summary>
    public long? Project { get; init; }

    /// <summary>The series it is about, or null.</summary>
    public SeriesId? Series { get; init; }

    /// <summary>The user it is for, or null.</summary>
    public long? User { get; init; }

    /// <summary>The references of an answer (RFC 5322, 3.6.4): those of the mail, else the one that it answers, then itself.</summary>
    public static ImmutableArray<MessageId> ReferencesTo(Message mail)
    {
        var above = mail.References.IsEmpty && mail.InReplyTo.Length == 1 ? mail.InReplyTo : mail.References;
        return [.. above.TakeLast(MostReferences), mail.Id];
    }
}
