using Tributary.Git;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Pushes a commit to a tree, with lease: only where the tree still stands as it was when the commit was made.</summary>
internal static class TreePush
{
    /// <summary>Pushes; the caller holds the repository's lock.</summary>
    /// <param name="repository">Our repository.</param>
    /// <param name="tree">The tree.</param>
    /// <param name="push">The new tip, and the one that the tree should have.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Why not, and whether the tree moved meanwhile; null when it is done.</returns>
    public static async Task<(string Why, bool HasMoved)?> RunAsync(TreeRepository repository, StoredTree tree, (CommitId Tip, CommitId Expected) push, CancellationToken cancel)
    {
        if (tree.PushUrl is not { } url) return ($"{tree.Name} has no address to push to: trib tree add {tree.Name} --push-url URL", false);
        var place = $"refs/heads/{tree.Branch}";
        string[] served = InboxLocation.IsUrl(url) && !url.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? [] : ["--receive-pack=git -c safe.directory=* receive-pack"];
        var pushed = await repository.RunAsync(["push", "--porcelain", "--no-verify", "--atomic", .. served, $"--force-with-lease={place}:{push.Expected.Hex}", url, $"{push.Tip.Hex}:{place}"], cancel);
        if (!pushed.IsSuccess)
        {
            var said = $"{pushed.Text}\n{pushed.Error}";
            var hasMoved = said.Contains("stale info", StringComparison.Ordinal) || said.Contains("fetch first", StringComparison.Ordinal) || said.Contains("failed to update ref", StringComparison.Ordinal) || said.Contains("cannot lock ref", StringComparison.Ordinal);
            return ($"pushing to {tree.Name} failed: {GitResult.LastWords(pushed.Error).Replace(url, TreeView.Hide(url), StringComparison.Ordinal)}", hasMoved);
        }

        // Our own record of the tip: as a fetch would find it.
        (await repository.RunAsync(["update-ref", TreeRef.Tip(tree.Name), push.Tip.Hex], cancel)).OrThrow($"noting the tip of {tree.Name}");
        return null;
    }
}
