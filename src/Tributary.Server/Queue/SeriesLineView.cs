using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>A line of the queue as data, in the words of <c>trib series list --json</c>.</summary>
public record SeriesLineView
{
    /// <summary>The number.</summary>
    public required long Id { get; init; }

    /// <summary>The name with its prefix.</summary>
    public required string Name { get; init; }

    /// <summary>The version.</summary>
    public required int Version { get; init; }

    /// <summary>Patches announced.</summary>
    public required int Total { get; init; }

    /// <summary>Patches that are here.</summary>
    public required int Received { get; init; }

    /// <summary>All are here.</summary>
    public required bool Complete { get; init; }

    /// <summary>It is a request to pull.</summary>
    public required bool PullRequest { get; init; }

    /// <summary>When it was sent.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The newest message of its thread.</summary>
    public required DateTimeOffset LastActivity { get; init; }

    /// <summary>Who sent it.</summary>
    public required PersonView Submitter { get; init; }

    /// <summary>The cover letter's message id, or null.</summary>
    public required string? Cover { get; init; }

    /// <summary>The message by which it is named.</summary>
    public required string Head { get; init; }

    /// <summary>The state's slug.</summary>
    public required string State { get; init; }

    /// <summary>The tree, or null.</summary>
    public required string? Tree { get; init; }

    /// <summary>Why that tree.</summary>
    public required string TreeReason { get; init; }

    /// <summary>The delegate, or null.</summary>
    public required string? Delegate { get; init; }

    /// <summary>The number of the later version that supersedes it, or null.</summary>
    public required long? SupersededBy { get; init; }

    /// <summary>The number of the series whose single patches it replaces, or null for one that stands for the whole.</summary>
    public required long? Replaces { get; init; }

    /// <summary>Why it is on hold, or null.</summary>
    public string? Hold { get; init; }

    /// <summary>How much the rules found in it; null before it was judged, and where nobody asked.</summary>
    public VerdictCountsView? Checks { get; init; }

    /// <summary>Whether it fits on its tree (PFX-3); null before it was tried, and where nobody asked.</summary>
    public AppliesView? Applies { get; init; }

    /// <summary>Answers.</summary>
    public required int Replies { get; init; }

    /// <summary>Acked-by on all of its patches.</summary>
    public required int Acked { get; init; }

    /// <summary>Reviewed-by, likewise.</summary>
    public required int Reviewed { get; init; }

    /// <summary>Tested-by, likewise.</summary>
    public required int Tested { get; init; }

    /// <summary>Who owes the next move (SUB-6): <c>maintainer</c>, <c>sender</c>, <c>ci</c> or <c>nobody</c>.</summary>
    public string Owes { get; init; } = Owing.Nobody.Slug;

    /// <summary>Since when, or null.</summary>
    public DateTimeOffset? OwedSince { get; init; }

    /// <summary>Until when a maintainer's move is promised, or null.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>The promise is broken.</summary>
    public bool Overdue { get; init; }

    /// <summary>The first answer by a maintainer, or null.</summary>
    public DateTimeOffset? Answered { get; init; }

    /// <summary>Business days from arrival to it, or null.</summary>
    public double? AnswerDays { get; init; }

    /// <summary>The decision, or null.</summary>
    public DateTimeOffset? Decided { get; init; }

    /// <summary>Business days from arrival to it, or null.</summary>
    public double? DecisionDays { get; init; }

    /// <summary>The data of a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="now">The time, for what is overdue.</param>
    public static SeriesLineView From(SeriesSummary line, DateTimeOffset now) => new()
    {
        Id = line.Id.Value,
        Name = line.Name,
        Version = line.Version,
        Total = line.Total,
        Received = line.Received,
        Complete = line.IsComplete,
        PullRequest = line.IsPullRequest,
        Date = line.Date,
        LastActivity = line.LastActivity,
        Submitter = PersonView.From(line.Submitter),
        Cover = line.Cover?.Value,
        Head = line.Head.Value,
        State = line.State.Slug,
        Tree = line.Tree,
        TreeReason = line.TreeReason,
        Delegate = line.Delegate,
        SupersededBy = line.SupersededBy?.Value,
        Replaces = line.Replaces?.Value,
        Hold = line.Hold,
        Replies = line.Replies,
        Acked = line.Acked,
        Reviewed = line.Reviewed,
        Tested = line.Tested,
        Owes = line.Clock.Owes.Slug,
        OwedSince = line.Clock.Since,
        Due = line.Clock.DueAt,
        Overdue = line.Clock.IsOverdue(now),
        Answered = line.Clock.AnsweredAt,
        AnswerDays = line.Clock.AnswerSpan / 100.0,
        Decided = line.Clock.DecidedAt,
        DecisionDays = line.Clock.DecisionSpan / 100.0,
    };
}
