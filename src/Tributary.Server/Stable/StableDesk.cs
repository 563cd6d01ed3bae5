using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>The queue for stable kernels of a project, with the way of each fix into each branch (STB-5).</summary>
/// <param name="database">Where the queue is.</param>
/// <param name="treeFolder">The folder of this node's repositories; empty where there is none.</param>
/// <param name="clock">Tells the time.</param>
public sealed class StableDesk(Database database, string treeFolder, TimeProvider clock)
{
    /// <summary>The family that holds mainline.</summary>
    public const string Family = "linux";

    /// <summary>The branches and their ends, as of today: the profile's list, what was read from kernel.org, and what the branches themselves released.</summary>
    public async Task<ImmutableArray<StableKernel>> ListKernelsAsync(StableValues values, CancellationToken cancel)
    {
        var kernels = StableKernels.Merge(values.Ends, await new KernelStore(database).ListAsync(cancel));
        using var open = OpenIndex();
        return StableKernels.AsOf(kernels, clock.GetUtcNow(), branch =>
            open?.Index.Branches.FirstOrDefault(one => !one.IsMainline && one.Short == branch) is { Last: { } last } facts ? open.Index.FindReleaseTime(facts.Number, last) : null);
    }

    /// <summary>The queue, the newest fix first.</summary>
    public async Task<ImmutableArray<StableEntry>> ListAsync(StoredProject project, Profile profile, CancellationToken cancel)
    {
        if (profile.Stable is not { } values) return [];
        var fixes = await new StableStore(database).ListAsync(project.Id, cancel);
        var kernels = await ListKernelsAsync(values, cancel);
        var dead = StableKernels.Dead(kernels);
        using var index = OpenIndex();
        var live = index is null ? [.. kernels.Where(static one => !one.HasEnded).Select(static one => one.Branch)] : index.Index.Branches.Where(branch => !branch.IsMainline && !dead.ContainsKey(branch.Short)).Select(static branch => branch.Short).ToImmutableArray();
        var found = await FindAsync(index, fixes, dead, cancel);
        var trials = await new StableTrials(database).ListAsync([.. found.Values.Select(static one => one.Where?.Commit.Id).OfType<CommitId>().Distinct()], cancel);
        return
        [
            .. fixes.Select(fix =>
            {
                var (where, mainlineAt) = found.GetValueOrDefault(fix.Id);
                var steps = StableProgress.Decide(new(fix, where, mainlineAt, live, dead, TimeSpan.FromDays(values.ExposureDays)), clock.GetUtcNow());
                return new StableEntry(fix, where, steps)
                {
                    Trials = where is null ? ImmutableDictionary<string, StableTrial>.Empty : trials[where.Commit.Id].ToImmutableDictionary(static trial => trial.Branch),
                };
            }),
        ];
    }

    /// <summary>Opens the index of commits, or null where there is none.</summary>
    public OpenIndex? OpenIndex()
    {
        if (treeFolder.Length == 0 || TreeRepository.Find(treeFolder, Family) is not { } repository) return null;
        var stable = new StableIndex(repository.Folder);
        return stable.Open() is { } index ? new(index, repository.Folder) : null;
    }

    private static async Task<Dictionary<long, (Whereabouts? Where, DateTimeOffset? MainlineAt)>> FindAsync(
        OpenIndex? index, ImmutableArray<StableFix> fixes, ImmutableDictionary<string, string> dead, CancellationToken cancel)
    {
        var found = new Dictionary<long, (Whereabouts?, DateTimeOffset?)>();
        if (index is null) return found;
        var search = new StableSearch(index.Index, index.Repository, dead);
        // A tree that was rebased gives the fix another name: its title finds it then.
        var commits = fixes.ToDictionary(static fix => fix.Id, fix => search.List(fix.Commit.Hex) is [var one, ..] ? one : search.List(fix.Title).FirstOrDefault(one => fix.Author.Contains(one.Author.Address, StringComparison.OrdinalIgnoreCase)));
        var answers = (await search.FindAsync([.. commits.Values.OfType<IndexedCommit>().DistinctBy(static commit => commit.Number)], cancel)).ToDictionary(static one => one.Commit.Number);
        foreach (var (fix, commit) in commits)
        {
            if (commit is null) continue;
            var where = answers[commit.Number];
            DateTimeOffset? since = where.Mainline?.Release is { } release && index.Index.FindReleaseTime(0, release) is { } at ? at : null;
            found[fix] = (where, since);
        }

        return found;
    }
}

/// <summary>The index of commits, open, with its repository.</summary>
/// <param name="Index">The index.</param>
/// <param name="Repository">The git folder.</param>
public sealed record OpenIndex(CommitIndex Index, string Repository) : IDisposable
{
    /// <inheritdoc />
    public void Dispose() => Index.Dispose();
}

/// <summary>A fix of the queue with its way.</summary>
/// <param name="Fix">The fix.</param>
/// <param name="Where">Where it is; null where no branch has it.</param>
/// <param name="Steps">How far it is in every branch.</param>
public sealed record StableEntry(StableFix Fix, Whereabouts? Where, ImmutableArray<BranchStep> Steps)
{
    /// <summary>What fixes it or takes it back in mainline: it has to travel with it.</summary>
    public ImmutableArray<FollowingFix> Following => Where?.Following ?? [];

    /// <summary>Whether it applies, by branch, as far as that was tried.</summary>
    public ImmutableDictionary<string, StableTrial> Trials { get; init; } = ImmutableDictionary<string, StableTrial>.Empty;

    /// <summary>The commit as mainline has it, else as the tree that took it.</summary>
    public CommitId Commit => Where?.Commit.Id ?? Fix.Commit;

    /// <summary>True while something is to be done or waited for.</summary>
    public bool IsOpen => Steps.IsEmpty || Steps.Any(static step => step.IsOpen);
}
