using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>What a pull request asks for, counted in git.</summary>
public sealed record PullFacts
{
    /// <summary>What both sides have: the merge base.</summary>
    public required PullCommit Base { get; init; }

    /// <summary>The commit that is to be pulled.</summary>
    public required PullCommit Head { get; init; }

    /// <summary>All commits between, merges among them, the oldest first.</summary>
    public required ImmutableArray<PullCommit> Commits { get; init; }

    /// <summary>Files changed.</summary>
    public required int Files { get; init; }

    /// <summary>Lines added.</summary>
    public required int Insertions { get; init; }

    /// <summary>Lines removed.</summary>
    public required int Deletions { get; init; }

    /// <summary>What <c>git shortlog</c> says.</summary>
    public required string Shortlog { get; init; }

    /// <summary>What <c>git diff --stat --summary</c> says.</summary>
    public required string Diffstat { get; init; }

    /// <summary>Where merging it into the destination conflicts; empty for nowhere, or where that is not known.</summary>
    public ImmutableArray<PullConflict> Conflicts { get; init; } = [];

    /// <summary>The commits that are no merges.</summary>
    public IEnumerable<PullCommit> Patches => Commits.Where(commit => !commit.IsMerge);

    /// <summary>How many those are.</summary>
    public int Count => Patches.Count();

    /// <summary>Days from the oldest of them to a time, at least 1.</summary>
    public int DaysTo(DateTimeOffset now) => Count == 0 ? 1 : Math.Max(1, (int)Math.Ceiling((now - Patches.Min(commit => commit.CommittedAt)).TotalDays));
}

/// <summary>A file that both sides changed in ways that git cannot bring together.</summary>
/// <param name="Path">The file.</param>
/// <param name="Ours">The last commit of this side that touched it, as <c>0123456789ab ("title")</c>, or null.</param>
/// <param name="Theirs">That of the destination, or null.</param>
public sealed record PullConflict(string Path, string? Ours, string? Theirs);
