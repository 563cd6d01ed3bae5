using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>A letter before it is in the outbox.</summary>
/// <param name="Key">What it is about, e.g. <c>confirm/17/3</c>: the same cause makes one letter, ever.</param>
/// <param name="MessageId">Its message id.</param>
/// <param name="Content">The mail, lines with CRLF.</param>
public sealed record NewLetter(string Key, MessageId MessageId, byte[] Content)
{
    /// <summary>The sender of the envelope, to whom mail servers write of failures.</summary>
    public required string Sender { get; init; }

    /// <summary>The recipients of the envelope, each once; one who cannot be sent to is there as failed.</summary>
    public required ImmutableArray<RecipientAnswer> Recipients { get; init; }

    /// <summary>The subject, for lists.</summary>
    public required string Subject { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>The project it belongs to, or null: then only administrators see it.</summary>
    public long? Project { get; init; }

    /// <summary>The series it is about, or null.</summary>
    public SeriesId? Series { get; init; }

    /// <summary>The user it is for, or null.</summary>
    public long? User { get; init; }
}
