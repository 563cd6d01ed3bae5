namespace Tributary.Workflow;

/// <summary>How far a fix is on its way into a stable branch.</summary>
public enum StableStage
{
    /// <summary>It is not in mainline yet.</summary>
    Held = 1,

    /// <summary>It is in mainline, and gets some exposure there first.</summary>
    Exposed = 2,

    /// <summary>It is time to submit it.</summary>
    Due = 3,

    /// <summary>It was sent to the stable maintainers.</summary>
    Submitted = 4,

    /// <summary>The stable maintainers have it in their queue.</summary>
    Queued = 5,

    /// <summary>The stable maintainers say that it does not apply.</summary>
    Failed = 6,

    /// <summary>The branch has it.</summary>
    Landed = 7,

    /// <summary>It does not go there: somebody said so, or the branch is maintained no more.</summary>
    Refused = 8,

    /// <summary>The branch does not need it.</summary>
    NotNeeded = 9,

    /// <summary>The branch had it and took it back.</summary>
    TakenBack = 10,

    /// <summary>Whether the branch needs it cannot be told: somebody has to say.</summary>
    Unclear = 11,
}

/// <summary>Where a fix is on its way into a branch, and why.</summary>
/// <param name="Branch">The branch, e.g. <c>6.6</c>.</param>
/// <param name="Stage">How far it is.</param>
/// <param name="Why">Why, in a sentence.</param>
/// <param name="DueAt">When it is due; null where that cannot be told, or is past.</param>
public sealed record BranchStep(string Branch, StableStage Stage, string Why, DateTimeOffset? DueAt = null)
{
    /// <summary>True while somebody has something to do for it, or waits.</summary>
    public bool IsOpen => Stage is StableStage.Held or StableStage.Exposed or StableStage.Due or StableStage.Submitted or StableStage.Queued or StableStage.Failed or StableStage.Unclear;
}
