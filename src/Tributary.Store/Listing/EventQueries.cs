using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Reads what happened.</summary>
public sealed class EventQueries(Database database)
{
    private const string RowsSql = """
        select p.id, p.project, p.at, p.category, p.door, p.actor, p.series, p.patch, p.cover, p.comment, p.check_id as CheckId, p.before, p.after
        from events p where
        """;

    private const string FirstSql = "select id from events where project = @project and at >= @at order by at, id limit 1";

    private static readonly ListColumns Columns = new("p.id", new("date", IsDescending: true), ("date", "p.at", null));

    /// <summary>The fields that order the list; without any the newest come first.</summary>
    public static ImmutableArray<string> OrderFields => Columns.Fields;

    /// <summary>A page of events.</summary>
    public async Task<Listed<EventListed>> ListAsync(EventListFilter filter, ListPage page, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var categories = filter.Categories.Where(category => !filter.PatchworkOnly || category.IsPatchworks).Select(category => (long)category).ToList();
        if (categories.Count == 0 && filter.Categories.Length > 0) return new([], 0);
        var conditions = new ListConditions(database.Dialect, "events p")
            .In("p.project", filter.Projects).In("p.category", categories).In("p.series", filter.Series).In("p.patch", filter.Patches)
            .In("p.cover", filter.Covers).In("p.actor", filter.Actors).Between("p.at", filter.Since, filter.Before);
        if (filter.PatchworkOnly && categories.Count == 0)
            conditions.Add(string.Create(CultureInfo.InvariantCulture, $"p.category < {Enum.GetValues<EventCategory>().Count(category => category.IsPatchworks)}"));
        var keys = await CountAsync(connection, filter, categories, cancel) is { } counted
            ? await CountedPage.ReadAsync(connection, counted, database.Dialect, (Columns.Of(page)[0] with { Field = "id" }, page), cancel)
            : await ListKeys.ReadAsync(connection, conditions, (Columns, page), cancel);
        return new(await ReadAsync(connection, keys.Ids, cancel), keys.Total);
    }

    // The order by time is that by number (EventStore), so that times are numbers too. Null: the counts do not know the filter.
    private static async Task<CountedFilter?> CountAsync(DbConnection connection, EventListFilter filter, List<long> categories, CancellationToken cancel)
    {
        if (filter is not { Series: [], Patches: [], Covers: [] }) return null;
        var counted = new CountedFilter
        {
            List = CountedList.Events, Projects = await ListKeys.ListProjectsAsync(connection, filter.Projects, cancel), States = [.. categories.Distinct()], IsArchived = filter.PatchworkOnly ? false : null, Submitters = [.. filter.Actors.Distinct()],
            FromId = await FirstAsync(filter.Since), ToId = await FirstAsync(filter.Before),
        };
        return counted.Projects.Length == 0 || counted.Facets().Length == 0 ? null : counted;

        async Task<long?> FirstAsync(DateTimeOffset? time)
        {
            if (time is not { } at) return null;
            long? first = null;
            foreach (var project in await ListKeys.ListProjectsAsync(connection, [], cancel))
            {
                var values = new { project, at = Micros.From(at) };
                var id = await connection.ExecuteScalarAsync<long?>(new CommandDefinition(FirstSql, values, cancellationToken: cancel));
                if (id is not null && (first is null || id < first)) first = id;
            }

            return first ?? long.MaxValue >> 1;
        }
    }

    private async Task<ImmutableArray<EventListed>> ReadAsync(DbConnection connection, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        if (ids.Count == 0) return [];
        var rows = (await connection.QueryAsync<EventRow>(new CommandDefinition(
            $"{RowsSql} {database.Dialect.In("p.id", "ids")}", new { ids = database.Dialect.List(ids) }, cancellationToken: cancel))).ToDictionary(row => row.Id);
        var about = await EventMentions.ReadAsync(connection, database.Dialect, rows.Values, cancel);
        return [.. ids.Where(rows.ContainsKey).Select(id => about.ToEvent(rows[id]))];
    }
}
