namespace Tributary.Git;

/// <summary>What an inbox says of a mail.</summary>
public enum InboxItemKind
{
    /// <summary>The mail was added.</summary>
    Added,

    /// <summary>The mail that bears this one's Message-Id is deleted.</summary>
    Deleted,
}

/// <summary>The next mail of an inbox.</summary>
/// <param name="Kind">Added or deleted.</param>
/// <param name="Commit">The commit that says so.</param>
/// <param name="Size">The mail's bytes.</param>
/// <param name="Number">Its place in the order of the inbox's history: some mails are read before older ones, for that is faster.</param>
public readonly record struct InboxItem(InboxItemKind Kind, string Commit, long Size, long Number);
