namespace Tributary.Workflow;

/// <summary>How a patch or series stands before somebody changes it.</summary>
public sealed record WorkStanding
{
    /// <summary>Its state.</summary>
    public required PatchState State { get; init; }

    /// <summary>Whose it is, by user name, or null.</summary>
    public string? Delegate { get; init; }

    /// <summary>It is in the archive.</summary>
    public bool IsArchived { get; init; }

    /// <summary>Why it is on hold, or null.</summary>
    public string? Hold { get; init; }

    /// <summary>The commit that it became, or null.</summary>
    public string? CommitRef { get; init; }

    /// <summary>Where it is to be pulled from, or null.</summary>
    public string? PullUrl { get; init; }

    /// <summary>Some patches are said to be related to it.</summary>
    public bool IsRelated { get; init; }

    /// <summary>The state that others left it in, where he who asks set its state last; else null.</summary>
    public PatchState? TakenFrom { get; init; }

    /// <summary>What a decision would do to it; what stands already is no move.</summary>
    public IEnumerable<WorkMove> ListMoves(Decision decision)
    {
        if (decision.State is { } to && to != State) yield return MoveTo(to);
        if (decision.Delegate is { } who && who.Value != Delegate) yield return WorkMove.Delegate;
        if (decision.IsArchived is { } archived && archived != IsArchived) yield return WorkMove.Archive;
        if (decision.Hold is { } hold && hold.Value != Hold) yield return WorkMove.Hold;
        if (decision.Tree is not null) yield return WorkMove.SetTree;
        if (decision.CommitRef is { } commit && commit.Value != CommitRef) yield return WorkMove.SetCommit;
        if (decision.PullUrl is { } url && url.Value != PullUrl) yield return WorkMove.SetPullUrl;
        if (decision.Related is { } related && (IsRelated || !related.IsEmpty)) yield return WorkMove.Relate;
    }

    private WorkMove MoveTo(PatchState to)
    {
        if (TakenFrom is { IsInReview: true } from && (to == from || (to == PatchState.New && from.IsWaiting))) return WorkMove.BringBack;

        // Out of the queue, or out of what a later version supersedes. That a tree has it is not the author's to say.
        var leaves = (State.IsWaiting && !to.IsWaiting) || (State.IsInReview && !to.IsInReview);
        return leaves && !to.IsInTree ? WorkMove.Withdraw : WorkMove.SetState;
    }
}
