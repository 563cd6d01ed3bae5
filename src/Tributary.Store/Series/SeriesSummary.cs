using Tributary.Mail;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>A line of the queue.</summary>
public sealed record SeriesSummary
{
    /// <summary>Its number.</summary>
    public required SeriesId Id { get; init; }

    /// <summary>The id of its project.</summary>
    public long Project { get; init; }

    /// <summary>Its name: the cover letter's title, or the first patch's with its prefix.</summary>
    public required string Name { get; init; }

    /// <summary>The version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>Patches announced.</summary>
    public required int Total { get; init; }

    /// <summary>Patches that are here.</summary>
    public required int Received { get; init; }

    /// <summary>All the announced patches are here.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>It is a request to pull.</summary>
    public required bool IsPullRequest { get; init; }

    /// <summary>When its head was sent, UTC.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>When the newest message of its thread was sent, UTC.</summary>
    public required DateTimeOffset LastActivity { get; init; }

    /// <summary>Who sent it.</summary>
    public required Mailbox Submitter { get; init; }

    /// <summary>The cover letter, or the first patch.</summary>
    public required MessageId Head { get; init; }

    /// <summary>The cover letter, or null.</summary>
    public MessageId? Cover { get; init; }

    /// <summary>Its state.</summary>
    public required PatchState State { get; init; }

    /// <summary>The tree it is for, or null.</summary>
    public string? Tree { get; init; }

    /// <summary>Why that tree, or why none: a sentence.</summary>
    public required string TreeReason { get; init; }

    /// <summary>Who handles it, or null.</summary>
    public string? Delegate { get; init; }

    /// <summary>The later version that supersedes it, or null.</summary>
    public SeriesId? SupersededBy { get; init; }

    /// <summary>The series whose single patches it replaces (<c>v5.1 10/12</c>), or null for one that stands for the whole.</summary>
    public SeriesId? Replaces { get; init; }

    /// <summary>Why it is on hold, or null: a field beside the state.</summary>
    public string? Hold { get; init; }

    /// <summary>Its feedback clock (SUB-6).</summary>
    public FeedbackClock Clock { get; init; } = FeedbackClock.None;

    /// <summary>Answers to its messages.</summary>
    public required int Replies { get; init; }

    /// <summary>Acked-by that hold for all its patches (the least of any patch).</summary>
    public required int Acked { get; init; }

    /// <summary>Reviewed-by, likewise.</summary>
    public required int Reviewed { get; init; }

    /// <summary>Tested-by, likewise.</summary>
    public required int Tested { get; init; }
}
