using Tributary.Git;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Keeps the index of commits and the queue for stable kernels up to date: run again and again, and after a fetch.</summary>
/// <param name="database">The ledger and the queue.</param>
/// <param name="treeFolder">The folder of this node's repositories.</param>
/// <param name="names">The projects and their profiles.</param>
/// <param name="clock">Tells the time.</param>
public sealed class StableWork(Database database, string treeFolder, ProjectNames names, TimeProvider clock)
{
    // A trial takes some tenths of a second in a repository of the kernel's size.
    private const int MostTrials = 200;

    /// <summary>Does it for every project that serves stable kernels.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        foreach (var project in await new ProjectQueries(database).ListAsync(cancel))
        {
            if (names.FindProfile(project) is not { Stable: { } values } profile) continue;
            await UpdateIndexAsync(values, cancel);
            await new StableCollectStep(database, clock).RunAsync(project, profile, cancel);
            await new StableMailStep(database).RunAsync(project, cancel);
            await new StableTrialStep(database, new(database, treeFolder, clock), clock).RunAsync(project, profile, MostTrials, cancel);
        }
    }

    private async Task UpdateIndexAsync(Policy.StableValues values, CancellationToken cancel)
    {
        if (treeFolder.Length == 0 || TreeRepository.Find(treeFolder, StableDesk.Family) is not { } repository || await repository.FindTipAsync(IndexedBranch.Mainline, cancel) is null) return;
        var index = new StableIndex(repository.Folder);
        await index.UpdateAsync(values.Branches, cancel);
        CommitIndex.NoteDead(index.Path, StableKernels.Dead(await new StableDesk(database, treeFolder, clock).ListKernelsAsync(values, cancel)));
    }
}
