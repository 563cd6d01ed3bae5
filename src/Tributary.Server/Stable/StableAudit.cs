using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Looks for what a branch lacks: fixes of mainline whose culprit it has; and for what it has that mainline took back.</summary>
/// <param name="open">The index of commits with its repository.</param>
/// <param name="search">Questions to it.</param>
public sealed class StableAudit(OpenIndex open, StableSearch search)
{
    private const int AtOnce = 500;

    /// <summary>The fixes that a branch lacks, the weightiest first; then what it has that mainline took back.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="paths">Files and folders; empty for all.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<ImmutableArray<AuditLine>> RunAsync(BranchFacts branch, ImmutableArray<string> paths, CancellationToken cancel)
    {
        var wanted = paths.IsEmpty ? null : await TouchingAsync(branch, paths, cancel);
        var lines = new List<AuditLine>();
        foreach (var part in open.Index.ListMainlineSince(branch, CommitLink.Fixes).Where(commit => wanted is null || wanted.Contains(commit.Id)).Chunk(AtOnce))
        {
            foreach (var where in await search.FindAsync([.. part], cancel))
            {
                if (where.Branches.FirstOrDefault(answer => answer.Branch.Number == branch.Number) is not { Standing: BranchStanding.Needed } answer) continue;
                var others = where.Branches.Count(static one => one.Standing == BranchStanding.There);
                lines.Add(new(where.Commit, IsExtra: false, Weight(answer, others, where.Following.Length), answer.Why + (others > 0 ? $"; {others} other branches have it" : ""), where.Mainline?.Release));
            }
        }

        foreach (var part in open.Index.ListMainlineSince(branch, CommitLink.Reverts).Chunk(AtOnce))
        {
            var reverted = part.SelectMany(revert => open.Index.ListNamed(revert, CommitLink.Reverts)).SelectMany(name => open.Index.ListByName(name)).DistinctBy(static commit => commit.Number).Where(commit => wanted is null || wanted.Contains(commit.Id));
            foreach (var where in await search.FindAsync([.. reverted], cancel))
            {
                if (where.RevertedInMainline is not { } back || where.Branches.FirstOrDefault(answer => answer.Branch.Number == branch.Number) is not { Standing: BranchStanding.There } answer) continue;
                lines.Add(new(where.Commit, IsExtra: true, 1, $"mainline took it back by {StableWords.Name(back.Commit)}, {StableWords.Since(back.Release)}; {answer.Why}", back.Release));
            }
        }

        return [.. lines.DistinctBy(static line => (line.Commit.Number, line.IsExtra)).OrderBy(static line => line.IsExtra).ThenByDescending(static line => line.Weight).ThenByDescending(static line => line.Commit.Order)];
    }

    // What the branch took by a backport is nearer to it than what it began with; what others took is wanted more; what was fixed again is less sure.
    private static double Weight(BranchAnswer answer, int others, int following) => 1 + (answer.Culprit!.Evidence == StableEvidence.Itself ? 0 : 2) + Math.Min(others, 4) * 0.5 - Math.Min(following, 2) * 0.25;

    private async Task<HashSet<CommitId>> TouchingAsync(BranchFacts branch, ImmutableArray<string> paths, CancellationToken cancel)
    {
        ImmutableArray<string> range = [open.Index.Branches[0].Tip.Hex, "^" + branch.Tip.Hex];
        var result = (await GitProgram.RunAsync(open.Repository, ["rev-list", "--no-merges", .. range, "--", .. paths], cancel)).OrThrow("listing the commits of these paths");
        // What the branch took over as it is lies outside of that range, and only the second question asks for it.
        var own = (await GitProgram.RunAsync(open.Repository, ["rev-list", "--no-merges", branch.Tip.Hex, "--max-count=20000", "--", .. paths], cancel)).OrThrow("listing the commits of these paths");
        return [.. (result.Text + "\n" + own.Text).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(CommitId.Parse)];
    }
}

/// <summary>A line of an audit.</summary>
/// <param name="Commit">The commit of mainline.</param>
/// <param name="IsExtra">True where the branch has it and mainline took it back; false where the branch lacks it.</param>
/// <param name="Weight">How much it is wanted; greater is more.</param>
/// <param name="Why">Why, in a sentence.</param>
/// <param name="Release">The first release of mainline with it, or with what took it back.</param>
public sealed record AuditLine(IndexedCommit Commit, bool IsExtra, double Weight, string Why, string? Release);
