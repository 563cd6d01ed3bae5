using System.Collections.Immutable;
using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Which series wait to be given away anew.</summary>
/// <param name="database">The database.</param>
public sealed class DelegationsAsked(Database database)
{
    private const string NextSql = """
        select q.series, q.project, q.asked, coalesce(s.head, 0) as Head from delegation_queue q left join series s on s.id = q.series
        where q.project = (select project from delegation_queue order by series desc limit 1) order by q.series desc limit @limit
        """;

    private const string DoneSql = "delete from delegation_queue where series = @series and asked = @asked";

    /// <summary>Asks for the series of a project that wait for a maintainer and that nobody gave away by hand.</summary>
    /// <param name="write">The transaction of what changed.</param>
    /// <param name="project">The project's number.</param>
    /// <param name="now">When.</param>
    /// <param name="cancel">Ends it early.</param>
    public static Task NoteAsync(WriteTransaction write, long project, DateTimeOffset now, CancellationToken cancel)
    {
        var sql = $"""
            insert into delegation_queue (series, project, asked)
            select s.id, s.project, @asked from series s join series_ids l on l.id = s.id
            where s.project = @project and l.delegate is null and {write.Dialect.In("s.state", "states")} on conflict (series) do update set asked = excluded.asked
            """;
        var values = new { project, asked = Micros.From(now), states = write.Dialect.List(PatchStates.All.Where(static state => state.IsWaiting).Select(static state => (long)state)) };
        return write.Connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancel));
    }

    /// <summary>The newest that wait, of one project.</summary>
    public async Task<ImmutableArray<AskedDelegation>> ListNewestAsync(int limit, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<(long Series, long Project, long Asked, long Head)>(new CommandDefinition(NextSql, new { limit = (long)limit }, cancellationToken: cancel));
        return [.. rows.Select(row => new AskedDelegation(new(row.Series), row.Project, row.Asked, row.Head))];
    }

    /// <summary>A series waits no longer, unless it was asked for again meanwhile.</summary>
    public static Task TakeAsync(WriteTransaction write, AskedDelegation asked, CancellationToken cancel) =>
        write.Connection.ExecuteAsync(new CommandDefinition(DoneSql, new { series = asked.Series.Value, asked = asked.Asked }, cancellationToken: cancel));
}

/// <summary>A series that waits to be given away anew.</summary>
/// <param name="Series">The series.</param>
/// <param name="Project">Its project's number.</param>
/// <param name="Asked">When that was asked, as it is kept.</param>
/// <param name="Head">The number of its head; 0 when it is no longer here.</param>
public readonly record struct AskedDelegation(SeriesId Series, long Project, long Asked, long Head);
