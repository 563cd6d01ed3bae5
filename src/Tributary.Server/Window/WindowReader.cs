using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Says how the merge window stands, from mainline's tags: those of this node's repository, else those that were kept.</summary>
/// <param name="database">Where tags are kept.</param>
/// <param name="folder">The folder of this node's repositories; empty where it has none.</param>
/// <param name="clock">Tells the time.</param>
public sealed class WindowReader(Database database, string folder, TimeProvider clock)
{
    private readonly WindowStore store = new(database);

    /// <summary>How it stands; null where no tag of mainline is known.</summary>
    public Task<WindowStanding?> ReadAsync(CancellationToken cancel) => ReadAtAsync(clock.GetUtcNow(), cancel);

    /// <summary>How it stood at a time; null where no tag of mainline from before is known.</summary>
    public async Task<WindowStanding?> ReadAtAsync(DateTimeOffset at, CancellationToken cancel) => WindowRules.Read(await store.ListTagsAsync(await FindFamilyAsync(cancel), cancel), at);

    /// <summary>Reads mainline's tags out of this node's repository, where there is one, and keeps them.</summary>
    /// <returns>How many were new.</returns>
    /// <exception cref="GitException">The repository cannot be read.</exception>
    public async Task<int> RefreshAsync(CancellationToken cancel)
    {
        var family = await FindFamilyAsync(cancel);
        if (folder.Length == 0 || TreeRepository.Find(folder, family) is not { } repository) return 0;
        return await store.KeepTagsAsync(family, await TagReader.ListAsync(repository.Folder, TreeRef.Tags(ProfileTrees.Mainline), cancel), cancel);
    }

    private async Task<string> FindFamilyAsync(CancellationToken cancel) =>
        (await new TreeStore(database).ListAsync(cancel)).FirstOrDefault(tree => tree.Name == ProfileTrees.Mainline)?.Family ?? ProfileTrees.Kernel;
}
