using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>A letter as it stands in the outbox.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Key">What it is about.</param>
/// <param name="Standing">How far it is.</param>
public sealed record OutboxLetter(LetterId Id, string Key, LetterStanding Standing)
{
    /// <summary>Its message id.</summary>
    public required MessageId MessageId { get; init; }

    /// <summary>The sender of the envelope.</summary>
    public required string Sender { get; init; }

    /// <summary>The subject.</summary>
    public required string Subject { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>When the last recipient's mail server took it, or null.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>From when on the transport may have it though nobody noted so; null when it has it not, or it was noted.</summary>
    public DateTimeOffset? HandedAt { get; init; }

    /// <summary>The project it belongs to, or null.</summary>
    public long? Project { get; init; }

    /// <summary>The series it is about, or null.</summary>
    public SeriesId? Series { get; init; }

    /// <summary>The user it is for, or null.</summary>
    public long? User { get; init; }

    /// <summary>The mail, lines with CRLF; empty in lists.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The addresses it has not reached yet.</summary>
    public ImmutableArray<string> Waiting => [.. Standing.Recipients.Where(static one => one.State == RecipientState.Waiting).Select(static one => one.Address)];
}
