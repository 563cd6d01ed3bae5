using System.Collections.Immutable;
using System.Data.Common;
using Dapper;

namespace Tributary.Store;

/// <summary>Reads series as the API lists them, with their cover letters and patches.</summary>
public sealed class SeriesApiQueries(Database database)
{
    private const string RowsSql = """
        select p.id, p.project, p.name, p.sent_at as SentAt, p.submitter, e.name as SubmitterName, e.written as SubmitterAddress,
            p.version, p.total, p.received, p.complete
        from series p join people e on e.id = p.submitter where
        """;

    // A series depends on those that hold a message it names.
    private const string DependenciesSql = """
        select distinct d.series as Owner, o.series as Other from series_depends d join messages m on m.message_id = d.message_id
            join series s on s.id = d.series join project_messages o on o.message = m.id and o.project = s.project
        where o.series is not null and o.series <> d.series and {in} order by 1, 2
        """;

    private const string DependentsSql = """
        select distinct o.series as Owner, d.series as Other from project_messages o join messages m on m.id = o.message
            join series_depends d on d.message_id = m.message_id join series s on s.id = d.series and s.project = o.project
        where o.series <> d.series and {in} and o.target = o.message order by 1, 2
        """;

    private static readonly ListColumns Columns = new(
        "p.id", new("id", IsDescending: false), ("id", "p.id", null), ("name", "p.name", "series_by_name"), ("date", "p.sent_at", null), ("submitter", "p.submitter", "series_by_submitter_and_id"), ("received_all", "p.complete", null));

    /// <summary>The fields that order the list; without any it goes by number.</summary>
    public static ImmutableArray<string> OrderFields => Columns.Fields;

    /// <summary>A page of series.</summary>
    public async Task<Listed<SeriesListed>> ListAsync(SeriesListFilter filter, ListPage page, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        filter = filter with { Projects = await ListKeys.ListProjectsAsync(connection, filter.Projects, cancel) };
        var conditions = new ListConditions(database.Dialect, "series p")
            .In("p.project", filter.Projects).In("p.submitter", filter.Submitters).Between("p.sent_at", filter.Since, filter.Before).Words(filter.Words, "p.name");
        var keys = FindByName(connection, filter, page, cancel) ?? await ListKeys.ReadAsync(connection, conditions, Counted(filter), (Columns, page), cancel);
        return new(await ReadAsync(connection, keys.Ids, cancel), keys.Total);
    }

    /// <summary>The series of a number, or null. (An old number leads to the one that stays, as everywhere.)</summary>
    public async Task<SeriesListed?> FindAsync(long id, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var moved = await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            "select moved_to from series_moves where id = @id", new { id }, cancellationToken: cancel));
        return (await ReadAsync(connection, [moved ?? id], cancel)).FirstOrDefault();
    }

    // Names are looked through in the packed columns; null where none are asked for.
    private ListKeys? FindByName(DbConnection connection, SeriesListFilter filter, ListPage page, CancellationToken cancel)
    {
        var parts = SearchParts.Of(filter.Words);
        return parts.Length > 0 && Columns.Of(page) is [{ Field: not "received_all" } order] && Counted(filter with { Words = null }) is { } counted
            ? new ColumnScan(connection, database.Dialect, counted) { Parts = parts, Cache = database.Columns }.Read(order, page, cancel)
            : null;
    }

    private static CountedFilter? Counted(SeriesListFilter filter) => SearchParts.Of(filter.Words).Length == 0 && filter.Projects.Length > 0
        ? new()
        {
            List = CountedList.Series, Projects = filter.Projects, Submitters = [.. filter.Submitters.Distinct()],
            Since = filter.Since is { } since ? Micros.From(since) : null, Before = filter.Before is { } before ? Micros.From(before) : null,
        }
        : null;

    private async Task<ImmutableArray<SeriesListed>> ReadAsync(DbConnection connection, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        if (ids.Count == 0) return [];
        var dialect = database.Dialect;
        var rows = (await QueryAsync<Row>($"{RowsSql} {dialect.In("p.id", "ids")}")).ToDictionary(row => row.Id);
        var mentions = new MentionReader(connection, dialect, cancel);
        var covers = await mentions.ListCoversOfSeriesAsync(ids);
        var patches = await mentions.ListPatchesOfSeriesAsync(ids);
        var dependencies = await LinksAsync(DependenciesSql, "d.series");
        var dependents = await LinksAsync(DependentsSql, "o.series");
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id].ToSeries() with
        {
            Cover = covers.GetValueOrDefault(id), Patches = [.. patches[id]], Dependencies = [.. dependencies[id]], Dependents = [.. dependents[id]],
        })];

        Task<IEnumerable<T>> QueryAsync<T>(string sql) => connection.QueryAsync<T>(new CommandDefinition(sql, new { ids = dialect.List(ids) }, cancellationToken: cancel));

        async Task<ILookup<long, long>> LinksAsync(string sql, string column) =>
            (await QueryAsync<LinkRow>(sql.Replace("{in}", dialect.In(column, "ids"), StringComparison.Ordinal))).ToLookup(row => row.Owner, row => row.Other);
    }

    private sealed class LinkRow
    {
        public long Owner { get; init; }
        public long Other { get; init; }
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public long Project { get; init; }
        public string Name { get; init; } = "";
        public long SentAt { get; init; }
        public long Submitter { get; init; }
        public string SubmitterName { get; init; } = "";
        public string SubmitterAddress { get; init; } = "";
        public long Version { get; init; }
        public long Total { get; init; }
        public long Received { get; init; }
        public long Complete { get; init; }

        public SeriesListed ToSeries() => new()
        {
            Id = Id, Project = Project, Name = Name, SentAt = Micros.ToTime(SentAt), Submitter = new(Submitter, SubmitterName, SubmitterAddress),
            Version = Version, Total = Total, Received = Received, IsComplete = Complete != 0,
        };
    }
}
