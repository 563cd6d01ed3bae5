using Tributary.Store;

namespace Tributary.Server;

/// <summary>A followed tree as JSON says it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Family">The family whose repository holds it.</param>
/// <param name="Url">Where it is fetched from, without a password.</param>
/// <param name="Branch">Its branch.</param>
/// <param name="Pushes"><c>no</c> (nowhere to push), <c>asked</c> (with --push or by the button) or <c>at-once</c>.</param>
/// <param name="Drops"><c>rebase</c> or <c>revert</c>.</param>
/// <param name="Tip">The full name of its last commit; null before the first fetch.</param>
/// <param name="TipAt">When that became its tip here.</param>
/// <param name="FetchedAt">When it was last asked.</param>
/// <param name="Fault">What went wrong then.</param>
public sealed record TreeView(string Name, string Family, string Url, string Branch, string Pushes, string Drops, string? Tip, DateTimeOffset? TipAt, DateTimeOffset? FetchedAt, string Fault)
{
    /// <summary>Of a tree.</summary>
    public static TreeView From(StoredTree tree) => new(
        tree.Name, tree.Family, Hide(tree.Url), tree.Branch, tree.PushUrl is null ? "no" : tree.PushesAtOnce ? "at-once" : "asked", tree.DropsByRevert ? "revert" : "rebase",
        tree.Tip?.Hex, tree.TipAt, tree.FetchedAt, tree.Fault.Replace(tree.Url, Hide(tree.Url), StringComparison.Ordinal));

    /// <summary>A URL as everybody may see it: without user and password; a folder of this machine by its last name.</summary>
    public static string Hide(string url) => FollowedSourceView.Shown(url);
}
