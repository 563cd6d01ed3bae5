using System.Collections.Immutable;
using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>
/// What is kept of a message to place it: in its thread, its series, its version. Small (a few hundred bytes), stored
/// beside the message, so that a cluster is computed again without reading its mail.
/// </summary>
public sealed record ThreadMember
{
    /// <summary>The message's id.</summary>
    public required MessageId Id { get; init; }

    /// <summary>What it is.</summary>
    public required MailKind Kind { get; init; }

    /// <summary>Who sent it.</summary>
    public required Mailbox From { get; init; }

    /// <summary>When it was sent (<see cref="Message.Date"/>).</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Its subject, taken apart.</summary>
    public required PatchSubject Subject { get; init; }

    /// <summary>What it answers, nearest first: In-Reply-To, then References from last to first, each id once.</summary>
    public ImmutableArray<MessageId> Ancestors { get; init; } = [];

    /// <summary>Message ids that its text links to.</summary>
    public ImmutableArray<MailLink> Links { get; init; } = [];

    /// <summary><c>change-id:</c>, or null.</summary>
    public string? ChangeId { get; init; }

    /// <summary>The paths that its diff touches.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>The diff's hash (<see cref="PatchMail.DiffHash"/>), or null.</summary>
    public string? DiffHash { get; init; }

    /// <summary>
    /// A sketch of the diff's changed lines, by which like patches are found: the smallest 32-bit hashes of its lines, in order.
    /// </summary>
    public ImmutableArray<uint> Sketch { get; init; } = [];

    /// <summary>The trailers that a reply or cover letter gives (Acked-by …), or that stand in the patch.</summary>
    public ImmutableArray<Trailer> Trailers { get; init; } = [];

    /// <summary>What is kept of a message that was read.</summary>
    public static ThreadMember Of(Message message, PatchMail mail) => throw new NotSupportedException();
}
