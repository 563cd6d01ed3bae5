using System.Collections.Immutable;
using Tributary.Patches;

namespace Tributary.Workflow;

/// <summary>What git says of a pull request that came by mail; kept as JSON.</summary>
public sealed record PullStanding
{
    /// <summary>What lies between the commits that it names; null while they are not at hand. Commits are those that are no merges; days go to the day it was sent.</summary>
    public PullCounts? Counted { get; init; }

    /// <summary>All commits, merges among them.</summary>
    public int AllCommits { get; init; }

    /// <summary>The tree that it wants pulled, or null where nobody can tell.</summary>
    public string? Tree { get; init; }

    /// <summary>The commit that it asks for, full name; null where it names none.</summary>
    public string? Head { get; init; }

    /// <summary>The tree that it asks to pull, or null where nobody can tell.</summary>
    public string? Into { get; init; }

    /// <summary>That tree, or mainline beyond it, has the commit that it asks for; null where none of them is followed, or the commit is not at hand.</summary>
    public bool? IsPulled { get; init; }

    /// <summary>The tree in which that was seen first.</summary>
    public string? PulledInto { get; init; }

    /// <summary>The merge commit, full name; null where it was no merge.</summary>
    public string? Merge { get; init; }

    /// <summary>When it was merged.</summary>
    public DateTimeOffset? PulledAt { get; init; }

    /// <summary>Who merged it: name and address.</summary>
    public string? PulledBy { get; init; }

    /// <summary>Its commits that are no merges, the oldest first; bounded.</summary>
    public ImmutableArray<PullPart> Parts { get; init; } = [];

    /// <summary>What it states and git does not count so.</summary>
    /// <param name="claim">What it states.</param>
    public ImmutableArray<PullDifference> ListDifferences(PullClaim claim)
    {
        if (Counted is not { } counted) return [];
        var found = ImmutableArray.CreateBuilder<PullDifference>();
        Compare(found, "commits without merges", claim.Said.Commits, counted.Commits);
        Compare(found, "commits by author", claim.Listed.Commits, AllCommits);
        // A day more or less is one of time zones and of the hour in which it was written.
        if (claim.Said.Days is { } days && counted.Days is { } since && Math.Abs(days - since) > 1) found.Add(new("days", days, since));
        foreach (var stated in new[] { claim.Said, claim.Listed })
        {
            Compare(found, "files", stated.Files, counted.Files);
            Compare(found, "insertions", stated.Insertions, counted.Insertions);
            Compare(found, "deletions", stated.Deletions, counted.Deletions);
        }

        return [.. found.Distinct()];
    }

    private static void Compare(ImmutableArray<PullDifference>.Builder found, string what, int? stated, int? counted)
    {
        if (stated is { } said && counted is { } real && said != real) found.Add(new(what, said, real));
    }
}

/// <summary>A commit that a pull request asks for.</summary>
/// <param name="Commit">Its full name.</param>
/// <param name="Title">Its title.</param>
/// <param name="Patch">The message id of the patch that it is, or null.</param>
/// <param name="Found">By what that is known (<see cref="CommitFound"/>), or null.</param>
public sealed record PullPart(string Commit, string Title, string? Patch, string? Found);

/// <summary>A count that is not as git has it.</summary>
/// <param name="What">What is counted.</param>
/// <param name="Stated">What the pull request says.</param>
/// <param name="Counted">What git says.</param>
public sealed record PullDifference(string What, int Stated, int Counted);
