using Dapper;
using Tributary.Patches;

namespace Tributary.Store;

/// <summary>What the messages of an import run came to, as things stand now.</summary>
public sealed record ImportTotals(long Patches, long Covers, long Comments, long PullRequests, long Series, long Ignored)
{
    private const string LastSql = "select coalesce(max(arrival), 0) from project_messages where project = @project";

    private const string SinceSql = "p.arrival > @since";

    private const string CountSql = """
        select m.kind, case when p.target is null then 0 else 1 end as isPlaced, count(*) as total
        from project_messages p join messages m on m.id = p.message
        where p.project = @project and {0} group by m.kind, case when p.target is null then 0 else 1 end
        """;

    private const string SeriesSql = """
        select count(distinct p.series) from project_messages p where p.project = @project and {0} and p.target = p.message
        """;

    /// <summary>The number of the newest arrival of a project: the beginning of a run.</summary>
    public static async Task<long> GetLastArrivalAsync(Database database, long project, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(LastSql, new { project }, cancellationToken: cancel));
    }

    /// <summary>
    /// Counts the messages added to a project since an arrival by what they are now, and the series of their patches. A
    /// message that belongs to no patch, cover letter or pull request is ignored.
    /// </summary>
    /// <param name="database">The database.</param>
    /// <param name="project">The project.</param>
    /// <param name="since">The arrival after which the run began.</param>
    /// <param name="returned">Messages that came back in the run under the number of an older arrival.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<ImportTotals> CountAsync(Database database, long project, long since, IReadOnlyCollection<long> returned, CancellationToken cancel)
    {
        var these = returned.Count == 0 ? SinceSql : $"({SinceSql} or {database.Dialect.In("p.message", "ids")})";
        var values = new { project, since, ids = database.Dialect.List(returned) };
        await using var connection = await database.OpenReadAsync(cancel);
        // It passes over every new message once: mapped into memory, all of them would count as the process's own.
        var mapped = database.Dialect.IsPostgres ? 0 : await connection.ExecuteScalarAsync<long>(new CommandDefinition("pragma mmap_size", cancellationToken: cancel));
        if (mapped > 0) await connection.ExecuteAsync(new CommandDefinition("pragma mmap_size = 0", cancellationToken: cancel));
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(CountSql.Replace("{0}", these, StringComparison.Ordinal), values, cancellationToken: cancel));
        var series = await connection.ExecuteScalarAsync<long>(new CommandDefinition(SeriesSql.Replace("{0}", these, StringComparison.Ordinal), values, cancellationToken: cancel));
        if (mapped > 0) await connection.ExecuteAsync(new CommandDefinition($"pragma mmap_size = {mapped}", cancellationToken: cancel));
        return rows.Aggregate(new ImportTotals(0, 0, 0, 0, series, 0), (totals, row) => totals.Add(row));
    }

    private ImportTotals Add(Row row) => ((MailKind)row.Kind, row.IsPlaced) switch
    {
        (MailKind.Patch, _) => this with { Patches = Patches + row.Total },
        (MailKind.CoverLetter, _) => this with { Covers = Covers + row.Total },
        (MailKind.PullRequest, _) => this with { PullRequests = PullRequests + row.Total },
        (_, 1) => this with { Comments = Comments + row.Total },
        _ => this with { Ignored = Ignored + row.Total },
    };

    private sealed class Row
    {
        public long Kind { get; init; }
        public long IsPlaced { get; init; }
        public long Total { get; init; }
    }
}
