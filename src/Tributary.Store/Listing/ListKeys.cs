using System.Data.Common;
using Dapper;

namespace Tributary.Store;

/// <summary>The numbers of the rows of a page, in order, and how many rows the list has.</summary>
/// <param name="Ids">The numbers.</param>
/// <param name="Total">Rows of the whole list.</param>
internal sealed record ListKeys(IReadOnlyList<long> Ids, long Total)
{
    /// <summary>Reads them by counting and skipping; where the page is nearer to the end, from there.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="conditions">Which rows.</param>
    /// <param name="page">The list's orders, and which page.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<ListKeys> ReadAsync(
        DbConnection connection, ListConditions conditions, (ListColumns Columns, ListPage Page) page, CancellationToken cancel)
    {
        var total = await connection.ExecuteScalarAsync<long>(
            new CommandDefinition($"select count(*) from {conditions.Source} {conditions.Where}", conditions.Values, cancellationToken: cancel));
        return new(await ReadAsync(connection, conditions, page, total, cancel), total);
    }

    /// <summary>Reads them by the kept counts where those know the filter, else by counting.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="conditions">Which rows, as SQL.</param>
    /// <param name="counted">Which rows, as the counts know them; no projects for all. Null: they do not.</param>
    /// <param name="page">The list's orders, and which page.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<ListKeys> ReadAsync(
        DbConnection connection, ListConditions conditions, CountedFilter? counted, (ListColumns Columns, ListPage Page) page, CancellationToken cancel)
    {
        if (counted is null || counted.Facets().Length == 0) return await ReadAsync(connection, conditions, page, cancel);
        if (counted.Projects.Length == 0)
            counted = counted with { Projects = [.. await connection.QueryAsync<long>(new CommandDefinition("select id from projects order by id limit 1000", cancellationToken: cancel))] };
        if (counted.Projects.Length == 0) return new([], 0);
        var order = page.Columns.Of(page.Page);
        if (order[0].Field is "id" || (order.Length == 1 && order[0].Field is "date"))
            return await CountedPage.ReadAsync(connection, counted, conditions.Dialect, (order[0], page.Page), cancel);
        var total = await CountedPage.CountAsync(connection, counted, conditions.Dialect, cancel);
        return new(await ReadAsync(connection, conditions, page, total, cancel), total);
    }

    /// <summary>The same where the number of rows is known.</summary>
    private static async Task<IReadOnlyList<long>> ReadAsync(
        DbConnection connection, ListConditions conditions, (ListColumns Columns, ListPage Page) page, long total, CancellationToken cancel)
    {
        var (offset, limit) = (page.Page.Offset, Math.Min(page.Page.Limit, total - page.Page.Offset));
        if (limit <= 0) return [];
        var isBackward = total - offset - limit < offset;
        var skip = isBackward ? total - offset - limit : offset;
        var values = new DynamicParameters(conditions.Values);
        values.Add("limit", limit);
        values.Add("skip", skip);
        var order = page.Columns.Sql(page.Columns.Of(page.Page), isBackward);
        var ids = (await connection.QueryAsync<long>(new CommandDefinition(
            $"select p.id from {conditions.Source} {conditions.Where} order by {order} limit @limit offset @skip", values, cancellationToken: cancel))).AsList();
        if (isBackward) ids.Reverse();
        return ids;
    }
}
