using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Fetches trees into this node's repositories and notes their tips.</summary>
/// <param name="database">Where the trees are listed.</param>
/// <param name="folder">The folder of this node's repositories: <c>trees</c> in its data folder.</param>
/// <param name="clock">Tells when.</param>
public sealed class TreeFetchStep(Database database, string folder, TimeProvider clock)
{
    private readonly TreeStore trees = new(database);

    /// <summary>Fetches one tree.</summary>
    /// <returns>How it went: a fault of git or the network is noted and told, not thrown.</returns>
    public async Task<TreeFetchOutcome> RunAsync(StoredTree tree, CancellationToken cancel)
    {
        try
        {
            var repository = await TreeRepository.OpenAsync(folder, tree.Family, cancel);
            if (tree.IsSet)
            {
                var branches = await repository.FetchBranchesAsync(new(tree.Name, tree.Url, tree.Branch), cancel);
                await trees.NoteFetchedAsync(tree.Name, clock.GetUtcNow(), cancel);
                return new(tree.Name, null, "") { Branches = branches.Branches };
            }

            var fetched = await repository.FetchAsync(new(tree.Name, tree.Url, tree.Branch), cancel);
            await trees.NoteTipAsync(tree.Name, fetched.After, clock.GetUtcNow(), cancel);
            return new(tree.Name, fetched, "");
        }
        catch (GitException failure)
        {
            await trees.NoteFaultAsync(tree.Name, failure.Message, clock.GetUtcNow(), cancel);
            return new(tree.Name, null, failure.Message);
        }
    }

    /// <summary>Fetches all trees, or those named, one after the other.</summary>
    /// <param name="names">Their names; empty for all.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<ImmutableArray<TreeFetchOutcome>> RunAllAsync(ImmutableArray<string> names, CancellationToken cancel)
    {
        var outcomes = ImmutableArray.CreateBuilder<TreeFetchOutcome>();
        foreach (var tree in await trees.ListAsync(cancel))
        {
            if (names.IsEmpty || names.Contains(tree.Name)) outcomes.Add(await RunAsync(tree, cancel));
        }

        return outcomes.DrainToImmutable();
    }
}

/// <summary>How fetching a tree went.</summary>
/// <param name="Tree">Its name.</param>
/// <param name="Fetched">Its tips before and now; null when it failed, and for a set of branches.</param>
/// <param name="Fault">What went wrong; empty when it went well.</param>
public sealed record TreeFetchOutcome(string Tree, TreeFetched? Fetched, string Fault)
{
    /// <summary>Of a set: how many branches it has; null of one tree.</summary>
    public int? Branches { get; init; }

    /// <summary>True where it could not be fetched.</summary>
    public bool HasFailed => Fault.Length > 0;
}
