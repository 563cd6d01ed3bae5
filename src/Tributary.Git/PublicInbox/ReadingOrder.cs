namespace Tributary.Git;

/// <summary>
/// The order in which changes are asked of git. A mail is mostly kept as a difference to the next newer one, so git reads a third faster from new to old;
/// therefore a few at a time are asked for backwards. <see cref="InboxChange.Number"/> tells the order in which they belong.
/// </summary>
internal static class ReadingOrder
{
    /// <summary>Changes of one turn.</summary>
    private const int Window = 64;

    /// <summary>Puts changes that are listed oldest first into the order of reading.</summary>
    public static IEnumerable<InboxChange> Of(IEnumerable<InboxChange> changes)
    {
        var window = new List<InboxChange>(Window + 1);
        var number = 0L;
        foreach (var change in changes)
        {
            // The changes of one commit stay together.
            if (window.Count >= Window && window[^1].Commit != change.Commit)
            {
                foreach (var ordered in Order(window)) yield return ordered;
                window.Clear();
            }

            window.Add(change with { Number = number++ });
        }

        foreach (var ordered in Order(window)) yield return ordered;
    }

    private static IEnumerable<InboxChange> Order(List<InboxChange> window)
    {
        if (window.Count == 0) yield break;
        var newest = window[^1].Commit;

        // A deletion must not come before the mail that it deletes.
        if (window.TrueForAll(static change => change is { Kind: InboxItemKind.Added, Blob: not null })) window.Reverse();
        for (var i = 0; i < window.Count; i++) yield return window[i] with { Completes = i == window.Count - 1 ? newest : null };
    }
}
