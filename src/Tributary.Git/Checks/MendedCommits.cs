using System.Collections.Immutable;
using Tributary.Policy;

namespace Tributary.Git;

/// <summary>Asks a repository where the commits are that a series mends.</summary>
public static class MendedCommits
{
    /// <summary>Where they are, as far as the trees in the repository prove it.</summary>
    /// <param name="repository">The git folder.</param>
    /// <param name="names">The commits, as <c>Fixes:</c> names them.</param>
    /// <param name="profile">Whose trees.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Null where nothing is proven.</returns>
    /// <exception cref="GitException">git failed.</exception>
    public static async Task<FixedPlace?> FindAsync(string repository, ImmutableArray<string> names, Profile profile, CancellationToken cancel)
    {
        if (names.IsEmpty) return null;
        var trees = await TreeRefs.ListAsync(repository, profile, cancel, withMainline: true);
        if (trees.IsEmpty) return null;
        var found = await TreeRefs.PlaceAsync(repository, await CommitLookup.FindAsync(repository, names, cancel), trees, cancel);
        return FixedPlace.Of(profile, names.Select(name => found.GetValueOrDefault(name)).OfType<KnownCommit>(), [.. trees.Select(static tree => tree.Tree)]);
    }
}
