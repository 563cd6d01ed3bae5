using System.Data.Common;
using Dapper;

namespace Tributary.Store;

/// <summary>The numbers of the rows of a page, in order, and how many rows the list has.</summary>
/// <param name="Ids">The numbers.</param>
/// <param name="Total">Rows of the whole list.</param>
internal sealed record ListKeys(IReadOnlyList<long> Ids, long Total)
{
    /// <summary>No rows.</summary>
    public static ListKeys Nothing { get; } = new([], 0);

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
