using System.Data.Common;
using Dapper;
using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Store;

/// <summary>Reads the messages among which an archive's search looks: by the index of words and between two dates, newest first.</summary>
public sealed class ArchiveQueries(Database database)
{
    private const string HitsSql = """
        select d.document, m.id as Number, m.message_id as MessageId, m.kind, p.name, p.address, m.sent_at as SentAt, m.subject, pm.series
        from word_documents d
        join messages m on m.id = d.message
        join project_messages pm on pm.message = m.id and pm.project = @project
        join people p on p.id = m.person
        where {documents}
        """;

    /// <summary>The words in which this database differs from the other, for <see cref="WordCondition"/>.</summary>
    public Dialect Dialect => database.Dialect;

    /// <summary>A part of the messages that meet a condition.</summary>
    /// <param name="question">The condition.</param>
    /// <param name="before">Where the part before ended (<see cref="ArchivePart.Next"/>); null to begin.</param>
    /// <param name="limit">Messages looked at, at most.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<ArchivePart> ListAsync(ArchiveQuestion question, long? before, int limit, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var documents = await ListDocumentsAsync(connection, question, before, limit, cancel);
        if (documents.Count == 0) return new([], Next: null);
        var sql = HitsSql.Replace("{documents}", database.Dialect.In("d.message", "messages"), StringComparison.Ordinal);
        var rows = await QueryAsync<HitRow>(
            connection, sql, new { project = question.Project, messages = database.Dialect.List(documents.Select(document => new WordDocument(document).Message)) }, cancel);
        var found = rows.ToDictionary(row => row.Document);
        return new([.. documents.Where(found.ContainsKey).Select(document => found[document].ToHit())], documents.Count < limit ? null : documents[^1]);
    }

    private async Task<List<long>> ListDocumentsAsync(
        DbConnection connection, ArchiveQuestion question, long? before, int limit, CancellationToken cancel)
    {
        var (condition, span) = (question.Condition, question.Span);
        var after = WordDocument.Of(0, Micros.From(span.From), before: null).Number;
        var end = span.Until is { } until ? WordDocument.Of(0, Micros.From(until), before: null).Number : long.MaxValue;
        var values = new { match = condition.Match, before = Math.Min(before ?? long.MaxValue, end), after, limit = (long)limit };
        var documents = new List<long>();
        foreach (var sql in condition.IsAnything ? [WordsSql.All(database.Dialect)] : WordsSql.Find(database.Dialect))
        {
            documents = await QueryAsync<long>(connection, sql, values, cancel);
            if (documents.Count == limit) break;
        }

        return documents;
    }

    private static async Task<List<T>> QueryAsync<T>(DbConnection connection, string sql, object values, CancellationToken cancel) =>
        (await connection.QueryAsync<T>(new CommandDefinition(sql, values, cancellationToken: cancel))).AsList();

    private sealed class HitRow
    {
        public long Document { get; init; }
        public long Number { get; init; }
        public required string MessageId { get; init; }
        public long Kind { get; init; }
        public required string Name { get; init; }
        public required string Address { get; init; }
        public long SentAt { get; init; }
        public required string Subject { get; init; }
        public long? Series { get; init; }

        public ArchiveHit ToHit() => new(Number, new(
            new(MessageId), (MailKind)Kind, new(Name, Address), Micros.ToTime(SentAt), Subject, Series is { } series ? new SeriesId(series) : null));
    }
}

/// <summary>What is asked of the index.</summary>
/// <param name="Project">The project's id.</param>
/// <param name="Condition">What the words say.</param>
/// <param name="Span">Between which dates.</param>
public sealed record ArchiveQuestion(long Project, WordCondition Condition, DateSpan Span);

/// <summary>A message that a search may have meant.</summary>
/// <param name="Number">Its number in the database.</param>
/// <param name="Hit">The message.</param>
public sealed record ArchiveHit(long Number, SearchHit Hit);

/// <summary>A part of what was found.</summary>
/// <param name="Hits">The messages, newest first.</param>
/// <param name="Next">Where the next part begins, or null where none follows.</param>
public sealed record ArchivePart(IReadOnlyList<ArchiveHit> Hits, long? Next);
