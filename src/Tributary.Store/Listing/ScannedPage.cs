using System.Data.Common;
using Dapper;

namespace Tributary.Store;

/// <summary>Finds a page of patches by reading the packed columns of all of them, where neither counts nor an index know it.</summary>
internal static class ScannedPage
{
    /// <summary>Reads it, or null where it cannot: orders by several fields, and by name in several projects.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="dialect">The words of the database.</param>
    /// <param name="counted">The filter; its facets may be unknown.</param>
    /// <param name="search">Only these patches or null for all, how many are few to sort by name, the list's orders, and which page.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<ListKeys?> ReadAsync(
        DbConnection connection, Dialect dialect, CountedFilter counted, (IdSet? Among, int Few, ListColumns Columns, ListPage Page) search, CancellationToken cancel)
    {
        if (search.Columns.Of(search.Page) is not [var order]) return null;
        var scan = new ColumnScan(connection, dialect, counted) { Among = search.Among };
        if (ColumnScan.Knows(order)) return scan.Read(order, search.Page, cancel);
        if (order.Field != "name" || counted.Projects.Length != 1) return null;
        var found = scan.Find(cancel);
        var total = found.Count();
        var limit = Math.Min(search.Page.Limit, total - search.Page.Offset);
        if (limit <= 0) return new([], total);
        if (total <= search.Few)
        {
            var few = new ListConditions(dialect, "patches p").In("p.id", found.List(0, total));
            return new(await ListKeys.ReadAsync(connection, few, (search.Columns, search.Page), total, cancel), total);
        }

        var isFromEnd = total - search.Page.Offset - limit < search.Page.Offset;
        var (skip, isDown) = (isFromEnd ? total - search.Page.Offset - limit : search.Page.Offset, order.IsDescending != isFromEnd);
        var ids = await FilterAsync(connection, dialect, (counted.Projects[0], found, isDown), (skip, limit), cancel);
        if (isFromEnd) ids.Reverse();
        return new(ids, total);
    }

    // The database tests each row of its index against the set: handing them all over takes it longer.
    private static async Task<List<long>> FilterAsync(
        DbConnection connection, Dialect dialect, (long Project, IdSet Ids, bool IsDown) list, (long Skip, long Limit) page, CancellationToken cancel)
    {
        var order = list.IsDown ? "desc" : "asc";
        var set = dialect.IsPostgres ? list.Ids.ToBits() : list.Ids.ToBytes();
        var (source, test) = dialect.IsPostgres
            ? ("patches", "case when id < @size then get_bit(@numbers, id) = 1 else false end")
            : ("patches indexed by patches_by_name", "substr(@numbers, id + 1, 1) = x'01'");
        var sql = $"select id from {source} where project = @project and {test} order by name {order}, id {order} limit @limit offset @skip";
        var values = new { project = list.Project, numbers = set, size = set.Length * 8L, limit = page.Limit, skip = page.Skip };
        return (await connection.QueryAsync<long>(new CommandDefinition(sql, values, cancellationToken: cancel))).AsList();
    }
}
