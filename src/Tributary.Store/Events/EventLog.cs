using System.Collections.Immutable;
using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Reads what happened in its order, the newest last.</summary>
public sealed class EventLog(Database database)
{
    private const string RowsSql = """
        select e.id, e.project, e.at, e.category, e.door, e.actor, e.series, e.patch, e.cover, e.comment, e.check_id as CheckId, e.before, e.after from events e
        """;

    /// <summary>The events after one of them.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="after">The number of the last one seen; 0 at first.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<IReadOnlyList<EventListed>> ListAsync(EventLogFilter filter, long after, int limit, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = (await connection.QueryAsync<EventRow>(new CommandDefinition(
            $"{RowsSql} where e.id > @after{ConditionsOf(filter)} order by e.id limit @limit", ValuesOf(filter, after, limit), cancellationToken: cancel))).AsList();
        if (rows.Count == 0) return [];
        var about = await EventMentions.ReadAsync(connection, database.Dialect, rows, cancel);
        return [.. rows.Select(about.ToEvent)];
    }

    /// <summary>Where one begins to see the newest events only.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="count">How many of them; from 1.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The number after which as many events follow; 0 when there are no more than that.</returns>
    public async Task<long> FindStartAsync(EventLogFilter filter, int count, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var oldest = await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            $"select min(id) from (select e.id from events e where e.id > @after{ConditionsOf(filter)} order by e.id desc limit @limit) newest",
            ValuesOf(filter, after: 0, count), cancellationToken: cancel));
        return oldest - 1 ?? 0;
    }

    /// <summary>The number of the last event; 0 when there is none.</summary>
    public async Task<long> FindNewestAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition("select max(id) from events", cancellationToken: cancel)) ?? 0;
    }

    private static string ConditionsOf(EventLogFilter filter) =>
        (filter.Project is null ? "" : " and e.project = @project") + (filter.Category is null ? "" : " and e.category = @category") + (filter.Since is null ? "" : " and e.at >= @since");

    private static object ValuesOf(EventLogFilter filter, long after, int limit) => new
    {
        after, limit = (long)limit, project = filter.Project ?? 0, category = (long)filter.Category.GetValueOrDefault(), since = filter.Since is { } since ? Micros.From(since) : 0,
    };
}

/// <summary>Which events are read; null does not choose.</summary>
/// <param name="Project">The project's number.</param>
/// <param name="Category">What happened.</param>
/// <param name="Since">Then or later.</param>
public sealed record EventLogFilter(long? Project, EventCategory? Category, DateTimeOffset? Since);
