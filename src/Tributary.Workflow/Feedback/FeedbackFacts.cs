using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>What the feedback clock of a series is read from (SUB-6).</summary>
public sealed record FeedbackFacts
{
    /// <summary>When its newest patch or cover letter was sent.</summary>
    public required DateTimeOffset Arrived { get; init; }

    /// <summary>Its state.</summary>
    public required PatchState State { get; init; }

    /// <summary>When somebody decided on that state, or null.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>All announced patches are here.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>It is on hold.</summary>
    public bool IsOnHold { get; init; }

    /// <summary>It is in the archive.</summary>
    public bool IsArchived { get; init; }

    /// <summary>What its checks come to, or null where none is here.</summary>
    public CheckState? Checks { get; init; }

    /// <summary>The answers, in any order.</summary>
    public ImmutableArray<FeedbackTurn> Turns { get; init; } = [];
}
