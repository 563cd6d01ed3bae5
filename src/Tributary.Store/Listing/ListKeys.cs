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
        if (conditions.ReadsText)
        {
            var sql = $"select p.id from {conditions.Source} {conditions.Where} order by {page.Columns.Sql(page.Columns.Of(page.Page))}";
            var all = (await connection.QueryAsync<long>(new CommandDefinition(sql, conditions.Values, cancellationToken: cancel))).AsList();
            var first = (int)Math.Min(page.Page.Offset, all.Count);
            return new(all.GetRange(first, (int)Math.Min(page.Page.Limit, all.Count - first)), all.Count);
        }

        var total = await connection.ExecuteScalarAsync<long>(
            new CommandDefinition($"select count(*) from {conditions.Source} {conditions.Where}", conditions.Values, cancellationToken: cancel));
        return new(await ReadAsync(connection, conditions, page, total, cancel), total);
    }

    /// <summary>Reads them by the kept counts where those know the filter, else by counting.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="conditions">Which rows, as SQL.</param>
    /// <param name="counted">Which rows, as the counts know them. Null: they do not.</param>
    /// <param name="page">The list's orders, and which page.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<ListKeys> ReadAsync(
        DbConnection connection, ListConditions conditions, CountedFilter? counted, (ListColumns Columns, ListPage Page) page, CancellationToken cancel)
    {
        if (counted is null || counted.Facets().Length == 0) return await ReadAsync(connection, conditions, page, cancel);
        var order = page.Columns.Of(page.Page);
        if (order[0].Field is "id" || (order.Length == 1 && order[0].Field is "date"))
            return await CountedPage.ReadAsync(connection, counted, conditions.Dialect, (order[0], page.Page), cancel);
        if (order.Length == 1 && counted.Split(order[0]) is { Length: > 0 } parts)
            return await ReadPartsAsync(connection, conditions.Dialect, parts, (order[0], page.Page), cancel);
        var total = await CountedPage.CountAsync(connection, counted, conditions.Dialect, cancel);
        if (counted.Projects.Length == 1 && page.Columns.FindIndex(order) is { } index) conditions.UseIndex(index);
        return new(await ReadAsync(connection, conditions, page, total, cancel), total);
    }

    /// <summary>The projects that a list is of: those asked for, else all.</summary>
    public static async Task<System.Collections.Immutable.ImmutableArray<long>> ListProjectsAsync(DbConnection connection, IReadOnlyCollection<long> asked, CancellationToken cancel) =>
        asked.Count > 0
            ? [.. asked.Distinct()]
            : [.. await connection.QueryAsync<long>(new CommandDefinition("select id from projects order by id limit 1000", cancellationToken: cancel))];

    // One list after another, each by number.
    private static async Task<ListKeys> ReadPartsAsync(
        DbConnection connection, Dialect dialect, IEnumerable<CountedFilter> parts, (ListOrder Order, ListPage Page) page, CancellationToken cancel)
    {
        var ids = new List<long>();
        var (total, order) = (0L, new ListOrder("id", page.Order.IsDescending));
        foreach (var part in parts)
        {
            var (from, to) = (Math.Max(0, page.Page.Offset - total), page.Page.Offset + page.Page.Limit - total);
            if (to <= 0 || ids.Count == page.Page.Limit)
            {
                total += await CountedPage.CountAsync(connection, part, dialect, cancel);
                continue;
            }

            var found = await CountedPage.ReadAsync(connection, part, dialect, (order, page.Page with { Start = from, Size = (int)Math.Min(to - from, page.Page.Limit) }), cancel);
            ids.AddRange(found.Ids);
            total += found.Total;
        }

        return new(ids, total);
    }

    /// <summary>The same where the number of rows is known.</summary>
    public static async Task<IReadOnlyList<long>> ReadAsync(
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
