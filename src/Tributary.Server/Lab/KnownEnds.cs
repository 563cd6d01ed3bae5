using Tributary.Git;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Tells when the end of what is known has come: its day, or its commit is in the tree.</summary>
/// <param name="database">The database.</param>
/// <param name="treeFolder">The folder of this node's repositories.</param>
/// <param name="clock">Tells the day.</param>
public sealed class KnownEnds(Database database, string treeFolder, TimeProvider clock)
{
    /// <summary>True when it has come.</summary>
    public async Task<bool> IsOverAsync(KnownFailure known, CancellationToken cancel)
    {
        if (known.UntilAt is { } day && day <= clock.GetUtcNow()) return true;
        if (known.UntilCommit is not { } end || await new TreeStore(database).FindAsync(known.Tree, cancel) is not { Tip: { } tip } tree) return false;

        return TreeRepository.Find(treeFolder, tree.Family) is { } repository && await repository.FindAsync(end, cancel) is { } commit && await repository.IsAncestorAsync(commit, tip, cancel);
    }
}
