namespace Tributary.Git;

/// <summary>What a commit of an inbox does.</summary>
/// <param name="Kind">Add a mail, or delete one.</param>
/// <param name="Commit">The commit.</param>
/// <param name="Blob">The blob that holds the mail, or null when only the commit is known: its <c>m</c>, else its <c>d</c>.</param>
internal readonly record struct InboxChange(InboxItemKind Kind, string Commit, string? Blob)
{
    /// <summary>Its place in the order of the history, from 0.</summary>
    public long Number { get; init; }

    /// <summary>The commit up to which all is read once this change is; null where that is none yet.</summary>
    public string? Completes { get; init; }
}
