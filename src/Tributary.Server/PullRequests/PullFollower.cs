using Tributary.Git;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Sees whether pull requests that were written here were pulled: the destination, as fetched, has the commit that they ask for (TREE-2).</summary>
/// <param name="database">The trees and the pull requests.</param>
/// <param name="folder">The folder of this node's repositories; empty where it has none.</param>
/// <param name="clock">Tells when.</param>
public sealed class PullFollower(Database database, string folder, TimeProvider clock)
{
    private const int MostPulls = 200;

    /// <summary>Looks at those that were not seen to be pulled yet.</summary>
    /// <returns>How many are pulled now.</returns>
    /// <exception cref="GitException">A repository cannot be read.</exception>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        if (folder.Length == 0) return 0;
        var (store, count) = (new PullStore(database), 0);
        var trees = await new TreeStore(database).ListAsync(cancel);
        foreach (var pull in (await store.ListAsync(tree: null, MostPulls, cancel)).Where(pull => pull.PulledAt is null))
        {
            if (trees.FirstOrDefault(tree => tree.Name == pull.Into) is not { } into || TreeRepository.Find(folder, into.Family) is not { } repository) continue;
            if (await repository.FindTipAsync(into.Name, cancel) is not { } tip || !await repository.IsAncestorAsync(pull.Head, tip, cancel)) continue;
            await store.NotePulledAsync(pull.Id, clock.GetUtcNow(), cancel);
            count++;
        }

        return count;
    }
}
