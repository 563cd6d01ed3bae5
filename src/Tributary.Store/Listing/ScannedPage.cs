using System.Data.Common;

namespace Tributary.Store;

/// <summary>Finds a page of patches by reading the packed columns of all of them, where neither counts nor an index know it.</summary>
internal static class ScannedPage
{
    /// <summary>Reads it, or null where it cannot: orders by several fields, and by name in several projects where too many names are alike.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="database">Whose connection it is.</param>
    /// <param name="counted">The filter; its facets may be unknown.</param>
    /// <param name="search">Only these patches or null for all, how many are few to sort by name, the list's orders, and which page.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<ListKeys?> ReadAsync(
        DbConnection connection, Database database, CountedFilter counted, (IdSet? Among, int Few, ListColumns Columns, ListPage Page) search, CancellationToken cancel)
    {
        if (search.Columns.Of(search.Page) is not [var order]) return null;
        var scan = new ColumnScan(connection, database.Dialect, counted) { Among = search.Among, Cache = database.Columns };
        if (ColumnScan.Knows(order)) return scan.Read(order, search.Page, cancel);
        return order.Field == "name" ? await NamedPage.ReadAsync(connection, database.Dialect, (counted.Projects, scan.Find(cancel), search.Few), (search.Columns, search.Page), cancel) : null;
    }
}
