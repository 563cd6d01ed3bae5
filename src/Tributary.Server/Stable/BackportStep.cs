using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Says whether fixes apply to a branch, and what may be missing where they do not.</summary>
/// <param name="open">The index of commits with its repository.</param>
/// <param name="search">Questions to it.</param>
public sealed class BackportStep(OpenIndex open, StableSearch search)
{
    private const int MostSuggested = 5;

    /// <summary>Tries a commit on a branch.</summary>
    public async Task<BackportOutcome> RunAsync(IndexedCommit commit, BranchFacts branch, CancellationToken cancel)
    {
        var conflicts = await BackportCheck.ListConflictsAsync(open.Repository, commit.Id, branch.Tip, cancel);
        if (conflicts.IsEmpty) return new(branch.Short, [], []);
        var blamed = await BackportCheck.ListBlamedAsync(open.Repository, commit.Id, conflicts, cancel);
        var commits = blamed.SelectMany(id => open.Index.ListByName(id.Hex)).ToImmutableArray();
        var where = await search.FindAsync(commits, cancel);
        ImmutableArray<IndexedCommit> missing =
            [.. where.Where(one => one.Branches.Any(answer => answer.Branch.Name == branch.Name && answer.There is null)).Select(static one => one.Commit).OrderBy(static one => one.Order).Take(MostSuggested)];
        return new(branch.Short, conflicts, missing);
    }

    /// <summary>Puts a commit on another one, to see what applies on both; the new commit stands in no ref.</summary>
    /// <returns>The new commit; null where it does not apply.</returns>
    public Task<CommitId?> PutAsync(IndexedCommit commit, CommitId onto, CancellationToken cancel)
    {
        var nobody = new GitPerson("Tributary", "tributary@localhost");
        return Backport.PickAsync((open.Repository, new() { Committer = nobody, Author = nobody, CommittedAt = DateTimeOffset.UnixEpoch }), commit.Id, onto, static message => message, cancel);
    }
}

/// <summary>Whether a fix applies to a branch.</summary>
/// <param name="Branch">The branch.</param>
/// <param name="Conflicts">The files that conflict; empty where it applies.</param>
/// <param name="Missing">Earlier commits that the branch lacks and that touched the same lines, the oldest first.</param>
public sealed record BackportOutcome(string Branch, ImmutableArray<string> Conflicts, ImmutableArray<IndexedCommit> Missing)
{
    /// <summary>True where it applies.</summary>
    public bool Applies => Conflicts.IsEmpty;

    /// <summary>The answer in a sentence.</summary>
    public string Says => Applies ? $"applies to {Branch}"
        : $"does not apply to {Branch}: conflicts in {string.Join(", ", Conflicts.Take(3))}{(Conflicts.Length > 3 ? $" and {Conflicts.Length - 3} more" : "")}"
            + (Missing.IsEmpty ? "" : $"; perhaps {string.Join(", ", Missing.Select(StableWords.Name))} should go first");
}
