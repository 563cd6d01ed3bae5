namespace Tributary.Workflow;

/// <summary>A commit in a branch that brings a change, or takes it back.</summary>
/// <param name="Branch">The branch.</param>
/// <param name="Commit">The commit there.</param>
/// <param name="Release">The first release of the branch that has it; null: none yet.</param>
/// <param name="Evidence">How it is known to be about this change.</param>
/// <param name="Depth">0 where it brings the change, 1 where it reverts it, 2 where it reverts the revert, and so on.</param>
public sealed record Sighting(string Branch, IndexedCommit Commit, string? Release, StableEvidence Evidence, int Depth = 0)
{
    /// <summary>True where the change is there after it.</summary>
    public bool Brings => Depth % 2 == 0;
}

/// <summary>How a commit of a branch is known to bring a commit of mainline.</summary>
public enum StableEvidence
{
    /// <summary>It is the very commit.</summary>
    Itself = 1,

    /// <summary>It says so.</summary>
    Stated = 2,

    /// <summary>git's patch id is the same.</summary>
    PatchId = 3,

    /// <summary>The same author changed the same lines of the same files, in other surroundings.</summary>
    Lines = 4,

    /// <summary>Title and author are the same, and date or lines agree.</summary>
    Title = 5,

    /// <summary>It says that it reverts the commit.</summary>
    Reverts = 6,
}
