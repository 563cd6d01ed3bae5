namespace Tributary.Workflow;

/// <summary>Whether a stable branch has a commit of mainline, and whether it needs it.</summary>
/// <param name="Branch">The branch.</param>
/// <param name="Standing">The answer.</param>
/// <param name="Why">Why, in a sentence.</param>
public sealed record BranchAnswer(BranchFacts Branch, BranchStanding Standing, string Why)
{
    /// <summary>The commit there, or null.</summary>
    public Sighting? There { get; init; }

    /// <summary>What took it back last; null where nothing did, or it was brought again since.</summary>
    public Sighting? RevertedBy { get; init; }

    /// <summary>The last event of the branch that brought it again after a revert, or null.</summary>
    public Sighting? Again { get; init; }

    /// <summary>The commit by which the branch has the culprit, or null.</summary>
    public Sighting? Culprit { get; init; }
}

/// <summary>How a branch stands to a fix.</summary>
public enum BranchStanding
{
    /// <summary>It is there.</summary>
    There = 1,

    /// <summary>It was there and is taken back.</summary>
    Reverted = 2,

    /// <summary>It is not there, and its culprit is.</summary>
    Needed = 3,

    /// <summary>It is not there, and nothing in the branch wants it.</summary>
    NotNeeded = 4,

    /// <summary>It is not there, and whether it is needed cannot be told.</summary>
    Unknown = 5,

    /// <summary>It is not there, and the branch is maintained no more (STB-3).</summary>
    Dead = 6,
}
