using Tributary.Mail;

namespace Tributary.Workflow;

/// <summary>A commit of the index.</summary>
/// <param name="Number">Its number in the index.</param>
/// <param name="Order">A later commit of the same branch has a greater one.</param>
/// <param name="Id">Its name.</param>
/// <param name="Title">Its title.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="AuthoredAt">When, in seconds since 1970.</param>
/// <param name="CommittedAt">When it was committed, in seconds since 1970.</param>
public sealed record IndexedCommit(long Number, long Order, CommitId Id, string Title, Mailbox Author, long AuthoredAt, long CommittedAt)
{
    /// <summary>True when the same person wrote both: the same address or the same full name.</summary>
    public bool IsBySameAuthor(IndexedCommit other) =>
        Author.Key == other.Author.Key || (Author.Name.Contains(' ', StringComparison.Ordinal) && string.Equals(Author.Name, other.Author.Name, StringComparison.OrdinalIgnoreCase));
}
