using System.Collections.Immutable;
using Tributary.Workflow;

namespace Tributary.Git;

/// <summary>How applying patches ended.</summary>
public abstract record AmOutcome
{
    private AmOutcome()
    {
    }

    /// <summary>All are in.</summary>
    /// <param name="Tip">The commit with all of them: the merge commit, or the last patch's.</param>
    /// <param name="Commits">The commit of each patch, in their order; null for one whose change was there already.</param>
    public sealed record Applied(CommitId Tip, ImmutableArray<CommitId?> Commits) : AmOutcome;

    /// <summary>A patch does not fit. The worktree is open.</summary>
    /// <param name="Index">Which patch, from 0.</param>
    /// <param name="Folder">The worktree.</param>
    /// <param name="Paths">The files that do not fit; may be empty.</param>
    /// <param name="Said">git's words.</param>
    public sealed record Conflict(int Index, string Folder, ImmutableArray<string> Paths, string Said) : AmOutcome
    {
        /// <summary>Where in the files, as far as git says.</summary>
        public ImmutableArray<ConflictHunk> Hunks { get; init; } = [];
    }

    /// <summary>It cannot go on.</summary>
    /// <param name="Why">A sentence for people.</param>
    public sealed record Stuck(string Why) : AmOutcome;
}
