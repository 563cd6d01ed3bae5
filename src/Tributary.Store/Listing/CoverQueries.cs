using System.Collections.Immutable;
using System.Data.Common;
using Dapper;

namespace Tributary.Store;

/// <summary>Reads cover letters as the API lists them.</summary>
public sealed class CoverQueries(Database database)
{
    private const string RowsSql = """
        select p.id, p.message, p.project, m.message_id as MessageId, p.sent_at as SentAt, p.name, p.submitter, e.name as SubmitterName,
            e.written as SubmitterAddress, p.series, s.name as SeriesName, s.version as SeriesVersion, s.sent_at as SeriesSentAt
        from covers p join messages m on m.id = p.message join people e on e.id = p.submitter left join series s on s.id = p.series
        where
        """;

    private static readonly ListColumns Columns = new(
        "p.id", new("id", IsDescending: false), ("id", "p.id", null), ("name", "p.name", "covers_by_name"), ("date", "p.sent_at", null), ("submitter", "p.submitter", "covers_by_submitter"));

    /// <summary>The fields that order the list; without any it goes by number.</summary>
    public static ImmutableArray<string> OrderFields => Columns.Fields;

    /// <summary>A page of cover letters.</summary>
    public async Task<Listed<CoverListed>> ListAsync(CoverListFilter filter, ListPage page, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        filter = filter with { Projects = await ListKeys.ListProjectsAsync(connection, filter.Projects, cancel) };
        var conditions = new ListConditions(database.Dialect, "covers p")
            .In("p.project", filter.Projects).In("p.series", filter.Series).In("p.submitter", filter.Submitters)
            .Between("p.sent_at", filter.Since, filter.Before).Words(filter.Words, "p.name");
        if (filter.MessageId is { } message) conditions.Add("p.message in (select x.id from messages x where x.message_id = {0})", Dialect.Clean(message));
        var keys = FindByName(connection, filter, page, cancel) ?? await ListKeys.ReadAsync(connection, conditions, Counted(filter), (Columns, page), cancel);
        return new(await ReadAsync(connection, keys.Ids, cancel), keys.Total);
    }

    /// <summary>The cover letter of a number, or null.</summary>
    public async Task<CoverListed?> FindAsync(long id, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return (await ReadAsync(connection, [id], cancel)).FirstOrDefault();
    }

    // Names are looked through in the packed columns; null where none are asked for, or too few rows to read them all.
    private ListKeys? FindByName(DbConnection connection, CoverListFilter filter, ListPage page, CancellationToken cancel)
    {
        var parts = SearchParts.Of(filter.Words);
        return parts.Length > 0 && Columns.Of(page) is [var order] && Counted(filter with { Words = null }) is { } counted
            ? new ColumnScan(connection, database.Dialect, counted) { Parts = parts, Cache = database.Columns }.Read(order, page, cancel)
            : null;
    }

    private static CountedFilter? Counted(CoverListFilter filter) => filter is { Series: [], MessageId: null } && SearchParts.Of(filter.Words).Length == 0 && filter.Projects.Length > 0
        ? new()
        {
            List = CountedList.Covers, Projects = filter.Projects, Submitters = [.. filter.Submitters.Distinct()],
            Since = filter.Since is { } since ? Micros.From(since) : null, Before = filter.Before is { } before ? Micros.From(before) : null,
        }
        : null;

    private async Task<ImmutableArray<CoverListed>> ReadAsync(DbConnection connection, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        if (ids.Count == 0) return [];
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            $"{RowsSql} {database.Dialect.In("p.id", "ids")}", new { ids = database.Dialect.List(ids) }, cancellationToken: cancel))).ToDictionary(row => row.Id);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id].ToCover())];
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public long Message { get; init; }
        public long Project { get; init; }
        public string MessageId { get; init; } = "";
        public long SentAt { get; init; }
        public string Name { get; init; } = "";
        public long Submitter { get; init; }
        public string SubmitterName { get; init; } = "";
        public string SubmitterAddress { get; init; } = "";
        public long Series { get; init; }
        public string? SeriesName { get; init; }
        public long SeriesVersion { get; init; }
        public long SeriesSentAt { get; init; }

        public CoverListed ToCover() => new()
        {
            Id = Id, Message = Message, Project = Project, MessageId = MessageId, SentAt = Micros.ToTime(SentAt), Name = Name,
            Submitter = new(Submitter, SubmitterName, SubmitterAddress),
            Series = SeriesName is null ? null : new(Series, Project, SeriesName, SeriesVersion, Micros.ToTime(SeriesSentAt)),
        };
    }
}
