using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Store;

/// <summary>Finds messages by words (the database's full-text index), author, or Message-Id.</summary>
public sealed class SearchQueries(Database database)
{
    /// <summary>Messages that hold all the words (or were sent by that author, or bear that id), newest first.</summary>
    /// <param name="project">The project's id.</param>
    /// <param name="query">What a person typed: words, "phrases", <c>from:name</c>, a Message-Id with or without brackets.</param>
    /// <param name="before">The last hit of the page before, or null.</param>
    /// <param name="limit">Hits at most.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task<IReadOnlyList<SearchHit>> SearchAsync(long project, string query, MessageId? before, int limit, CancellationToken cancel) =>
        throw new NotSupportedException(nameof(database) + database.GetHashCode());
}

/// <summary>A message that was found.</summary>
public sealed record SearchHit(MessageId Message, MailKind Kind, Mailbox From, DateTimeOffset Date, string Subject, SeriesId? Series);
