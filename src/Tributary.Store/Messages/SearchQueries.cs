using System.Data.Common;
using Dapper;
using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Store;

/// <summary>Finds messages by words (the database's full-text index), author, or Message-Id.</summary>
public sealed class SearchQueries(Database database)
{
    private const string DocumentSql = """
        select d.document from messages m join word_documents d on d.message = m.id where m.message_id = @message
        """;

    private const string HitsSql = """
        select d.document, m.message_id as MessageId, m.kind, p.name, p.address, m.sent_at as SentAt, m.subject, pm.series
        from word_documents d
        join messages m on m.id = d.message
        join project_messages pm on pm.message = m.id and pm.project = @project
        join people p on p.id = m.person
        where {documents}
        """;

    private const string ByIdSql = """
        select 0 as document, m.message_id as MessageId, m.kind, p.name, p.address, m.sent_at as SentAt, m.subject, pm.series
        from messages m
        join project_messages pm on pm.message = m.id and pm.project = @project
        join people p on p.id = m.person
        where m.message_id = @message
        """;

    /// <summary>Messages that hold all the words (or were sent by that author, or bear that id), newest first; to the second, then by number.</summary>
    /// <param name="project">The project's id.</param>
    /// <param name="query">
    /// What a person typed: words, <c>"phrases"</c>, <c>beginnings*</c> of three letters or more, <c>from:name-or-address</c>,
    /// <c>subject:word</c>, or a Message-Id with or without brackets, bare or as the end of an archive's URL. Any text is valid.
    /// </param>
    /// <param name="before">The last hit of the page before, or null.</param>
    /// <param name="limit">Hits at most.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Null when no message that search finds bears the id of <paramref name="before" />.</returns>
    public async Task<IReadOnlyList<SearchHit>?> SearchAsync(long project, string query, MessageId? before, int limit, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        if (MessageIdText.Find(query) is { } id)
        {
            var byId = await QueryAsync<HitRow>(connection, ByIdSql, new { project, message = Dialect.Clean(id.Value) }, cancel);
            if (byId.Count > 0) return before is null ? [byId[0].ToHit()] : [];
        }

        var text = SearchText.Parse(query);
        if (text.Terms.IsEmpty) return [];
        var first = before is null ? (long?)long.MaxValue : await FindDocumentAsync(connection, before.Value, cancel);
        return first is null ? null : await FindAsync(connection, new(project, WordsSql.Match(database.Dialect, text), first.Value, limit), cancel);
    }

    // Documents of other projects, and those of messages that were replaced or deleted, give no hit: then more are read.
    private async Task<IReadOnlyList<SearchHit>> FindAsync(DbConnection connection, Page page, CancellationToken cancel)
    {
        var hits = new List<SearchHit>();
        while (hits.Count < page.Limit)
        {
            var documents = await ListDocumentsAsync(connection, page, cancel);
            var rows = await QueryAsync<HitRow>(
                connection,
                HitsSql.Replace("{documents}", database.Dialect.In("d.message", "messages"), StringComparison.Ordinal),
                new { project = page.Project, messages = database.Dialect.List(documents.Select(document => new WordDocument(document).Message)) }, cancel);
            var found = rows.ToDictionary(row => row.Document);
            hits.AddRange(documents.Where(found.ContainsKey).Take(page.Limit - hits.Count).Select(document => found[document].ToHit()));
            if (documents.Count < page.Limit) break;
            page = page with { Before = documents[^1] };
        }

        return hits;
    }

    private async Task<List<long>> ListDocumentsAsync(DbConnection connection, Page page, CancellationToken cancel)
    {
        var documents = new List<long>();
        foreach (var sql in WordsSql.Find(database.Dialect))
        {
            documents = await QueryAsync<long>(connection, sql, new { match = page.Match, before = page.Before, after = 0L, limit = (long)page.Limit }, cancel);
            if (documents.Count == page.Limit) break;
        }

        return documents;
    }

    private static async Task<long?> FindDocumentAsync(DbConnection connection, MessageId message, CancellationToken cancel) =>
        (await QueryAsync<long>(connection, DocumentSql, new { message = Dialect.Clean(message.Value) }, cancel)) is [var document, ..] ? document : null;

    private static async Task<List<T>> QueryAsync<T>(DbConnection connection, string sql, object values, CancellationToken cancel) =>
        (await connection.QueryAsync<T>(new CommandDefinition(sql, values, cancellationToken: cancel))).AsList();

    private sealed record Page(long Project, string Match, long Before, int Limit);

    private sealed class HitRow
    {
        public long Document { get; init; }
        public required string MessageId { get; init; }
        public long Kind { get; init; }
        public required string Name { get; init; }
        public required string Address { get; init; }
        public long SentAt { get; init; }
        public required string Subject { get; init; }
        public long? Series { get; init; }

        public SearchHit ToHit() => new(
            new(MessageId), (MailKind)Kind, new(Name, Address), Micros.ToTime(SentAt), Subject, Series is { } series ? new SeriesId(series) : null);
    }
}

/// <summary>A message that was found.</summary>
public sealed record SearchHit(MessageId Message, MailKind Kind, Mailbox From, DateTimeOffset Date, string Subject, SeriesId? Series);
