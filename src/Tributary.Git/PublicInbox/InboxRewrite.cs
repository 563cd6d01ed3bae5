using System.Collections.Immutable;

namespace Tributary.Git;

/// <summary>
/// What a rewritten history changes: an inbox's owner edits or purges a mail by writing its history again from that mail on.
/// </summary>
internal static class InboxRewrite
{
    /// <summary>The changes that lead from what was read of the old history to what the new one says.</summary>
    /// <param name="former">What the old history said behind the commit that both share.</param>
    /// <param name="present">What the new one says there.</param>
    /// <returns>Deletions first, then additions in the new history's order.</returns>
    public static ImmutableArray<InboxChange> Compare(IReadOnlyCollection<InboxChange> former, IReadOnlyCollection<InboxChange> present)
    {
        var (oldAdded, oldDeleted) = (Blobs(former, InboxItemKind.Added), Blobs(former, InboxItemKind.Deleted));
        var (newAdded, newDeleted) = (Blobs(present, InboxItemKind.Added), Blobs(present, InboxItemKind.Deleted));
        var gone = former.Where(change => change.Kind == InboxItemKind.Added && !newAdded.Contains(change.Blob!))
            .Concat(present.Where(change => change.Kind == InboxItemKind.Deleted && !oldDeleted.Contains(change.Blob!)));
        var come = present.Where(change => change.Kind == InboxItemKind.Added && !newDeleted.Contains(change.Blob!)
                && (!oldAdded.Contains(change.Blob!) || oldDeleted.Contains(change.Blob!)))
            .Concat(former.Where(change => change.Kind == InboxItemKind.Deleted && !newDeleted.Contains(change.Blob!) && !oldAdded.Contains(change.Blob!)));
        return
        [
            .. gone.Select(static change => change with { Kind = InboxItemKind.Deleted }),
            .. come.Select(static change => change with { Kind = InboxItemKind.Added }),
        ];
    }

    private static HashSet<string> Blobs(IEnumerable<InboxChange> changes, InboxItemKind kind) =>
        [.. changes.Where(change => change.Kind == kind).Select(static change => change.Blob).OfType<string>()];
}
