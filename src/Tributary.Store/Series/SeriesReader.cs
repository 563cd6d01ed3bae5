using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Reads one series with all that its page shows.</summary>
internal static class SeriesReader
{
    // A ledger of moves is short; a circle in it must not hang the program.
    private const int MostMoves = 100;

    private const string MoveSql = "select moved_to from series_moves where id = @id";

    private const string SummarySql = $"""
        select {SeriesLineRow.Columns}
        from series s join people p on p.id = s.submitter join messages h on h.id = s.head left join messages c on c.id = s.cover
        where s.id = @id
        """;

    private const string ByMessageSql = """
        select pm.series from messages m join project_messages pm on pm.message = m.id and pm.project = @project
        where m.message_id = @message and pm.series is not null
        """;

    private const string PatchesSql = """
        select sp.message, sp.number, m.message_id as MessageId, sp.name, sp.state, sp.commit_ref as CommitRef
        from series_patches sp join messages m on m.id = sp.message
        where sp.series = @id order by sp.number, m.sent_at, m.message_id
        """;

    private const string TagsSql = """
        select t.patch, t.key, t.value, m.message_id as Source
        from patch_tags t join messages m on m.id = t.source
        where t.series = @id order by t.patch, t.position
        """;

    private const string EarlierSql = """
        select s.id, h.message_id as Head, s.version, s.name, s.sent_at as SentAt, s.replaces, l.evidence, l.reason
        from series_links l join series s on s.id = l.earlier join messages h on h.id = s.head
        where l.series = @id order by l.position
        """;

    private const string LaterSql = """
        select s.id, h.message_id as Head, s.version, s.name, s.sent_at as SentAt, s.replaces, l.evidence, l.reason
        from series_links l join series s on s.id = l.series join messages h on h.id = s.head
        where l.earlier = @id order by s.sent_at, h.message_id
        """;

    /// <summary>The series of a number, moved or not, or null.</summary>
    public static async Task<SeriesDetail?> FindAsync(DbConnection connection, SeriesId id, CancellationToken cancel)
    {
        for (var moves = 0; moves < MostMoves; moves++)
        {
            var rows = await ListAsync<SeriesLineRow>(connection, SummarySql, id, cancel);
            if (rows.Count == 1) return await ReadAsync(connection, rows[0].ToSummary(), cancel);
            if (await connection.ExecuteScalarAsync<long?>(new CommandDefinition(MoveSql, new { id = id.Value }, cancellationToken: cancel)) is not { } moved) return null;
            id = new(moved);
        }

        return null;
    }

    /// <summary>The lines of these series, by number; those that there are.</summary>
    public static async Task<IReadOnlyDictionary<long, SeriesSummary>> ListAsync(DbConnection connection, Dialect dialect, IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        var sql = SummarySql.Replace("s.id = @id", dialect.In("s.id", "ids"), StringComparison.Ordinal);
        var rows = await connection.QueryAsync<SeriesLineRow>(new CommandDefinition(sql, new { ids = dialect.List(ids) }, cancellationToken: cancel));
        return rows.ToDictionary(row => row.Id, row => row.ToSummary());
    }

    /// <summary>The series that a message belongs to or comments on, or null.</summary>
    public static async Task<SeriesDetail?> FindByMessageAsync(DbConnection connection, long project, MessageId message, CancellationToken cancel)
    {
        var values = new { project, message = Dialect.Clean(message.Value) };
        var id = await connection.ExecuteScalarAsync<long?>(new CommandDefinition(ByMessageSql, values, cancellationToken: cancel));
        return id is null ? null : await FindAsync(connection, new(id.Value), cancel);
    }

    private static async Task<SeriesDetail> ReadAsync(DbConnection connection, SeriesSummary summary, CancellationToken cancel)
    {
        var patches = await ListAsync<PatchRow>(connection, PatchesSql, summary.Id, cancel);
        var tags = (await ListAsync<TagRow>(connection, TagsSql, summary.Id, cancel)).ToLookup(row => row.Patch, row => row.ToTag());
        var earlier = await ListAsync<LinkRow>(connection, EarlierSql, summary.Id, cancel);
        var later = await ListAsync<LinkRow>(connection, LaterSql, summary.Id, cancel);
        return new()
        {
            Summary = summary,
            Patches = [.. patches.Select(row => row.ToPatch([.. tags[row.Message]]))],
            Earlier = [.. earlier.Select(row => row.ToLink())],
            Later = [.. later.Select(row => row.ToLink())],
            Thread = await ThreadReader.ListAsync(connection, summary.Project, summary.Id, cancel),
        };
    }

    private static async Task<List<T>> ListAsync<T>(DbConnection connection, string sql, SeriesId id, CancellationToken cancel) =>
        (await connection.QueryAsync<T>(new CommandDefinition(sql, new { id = id.Value }, cancellationToken: cancel))).AsList();

    private sealed class PatchRow
    {
        public long Message { get; init; }
        public long Number { get; init; }
        public required string MessageId { get; init; }
        public required string Name { get; init; }
        public long State { get; init; }
        public string? CommitRef { get; init; }

        public SeriesPatchRow ToPatch(ImmutableArray<CollectedTag> tags) => new((int)Number, new(MessageId), Name, (PatchState)State, CommitRef, tags);
    }

    private sealed class TagRow
    {
        public long Patch { get; init; }
        public required string Key { get; init; }
        public required string Value { get; init; }
        public required string Source { get; init; }

        public CollectedTag ToTag() => new(new(Key, Value), new(Source));
    }

    private sealed class LinkRow
    {
        public long Id { get; init; }
        public required string Head { get; init; }
        public long Version { get; init; }
        public required string Name { get; init; }
        public long SentAt { get; init; }
        public long? Replaces { get; init; }
        public required string Evidence { get; init; }
        public required string Reason { get; init; }

        public VersionLink ToLink() => new(new(Id), new(Head), (int)Version, Name, Micros.ToTime(SentAt), Evidence, Reason)
        {
            Replaces = Replaces is { } whole ? new SeriesId(whole) : null,
        };
    }
}
