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

    private static readonly ListColumns Columns = new("p.id", new("date", IsDescending: true), ("date", "p.at"));

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
        var keys = await ListKeys.ReadAsync(connection, conditions, (Columns, page), cancel);
        return new(await ReadAsync(connection, keys.Ids, cancel), keys.Total);
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
