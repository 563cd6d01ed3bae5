using System.Data.Common;
using Dapper;

namespace Tributary.Store;

/// <summary>
/// Finds a page of the patches whose names hold parts that are asked for. Few of them are looked up one by one; of many that nothing else
/// is asked of, the page is read off their numbers; else the rows that the rest of the filter leaves are walked in order and tested.
/// </summary>
internal static class MatchedPage
{
    /// <summary>Reads it, or null where only reading all names can tell.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="conditions">The filter as SQL, without the parts of names.</param>
    /// <param name="counted">The filter as the counts know it, without the parts; its facets may be unknown.</param>
    /// <param name="search">The matches, how many of them are few, the list's orders, and which page.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<ListKeys?> ReadAsync(
        DbConnection connection, ListConditions conditions, CountedFilter? counted, (NameMatches Matches, int Few, ListColumns Columns, ListPage Page) search, CancellationToken cancel)
    {
        var (matches, few, columns, page) = search;
        if (matches.Count == 0) return new([], 0);
        var order = columns.Of(page);
        var isPlain = counted is { States: [], Delegates: [], Submitters: [], IsArchived: null, HasDates: false };
        if (isPlain && order[0].Field == "id") return ById(matches, page, order[0].IsDescending);
        if (matches.Count <= few)
            return await ListKeys.ReadAsync(connection, conditions.In("p.id", matches.List(0, few)), (columns, page), cancel);
        if (counted is null || counted.Facets().Length == 0 || (order[0].Field != "id" && (order[0].Field != "date" || order.Length > 1))) return null;
        return await WalkAsync(connection, ListWay.Of(counted, conditions.Dialect, order[0].Field == "date"), (matches, isPlain), (order[0], page), cancel);
    }

    private static ListKeys ById(NameMatches matches, ListPage page, bool isDown)
    {
        var length = Math.Min(page.Limit, matches.Count - page.Offset);
        if (length <= 0) return new([], matches.Count);
        var ids = matches.List(isDown ? matches.Count - page.Offset - length : page.Offset, length);
        if (isDown) ids.Reverse();
        return new(ids, matches.Count);
    }

    // Where the number of matches is that of the list, the walk begins at the nearer end and stops behind the page.
    private static async Task<ListKeys> WalkAsync(
        DbConnection connection, ListWay way, (NameMatches Matches, bool IsAll) search, (ListOrder Order, ListPage Page) page, CancellationToken cancel)
    {
        var (matches, total) = (search.Matches, search.IsAll ? search.Matches.Count : long.MaxValue);
        var (offset, limit) = (page.Page.Offset, Math.Min(page.Page.Limit, search.IsAll ? total - page.Page.Offset : page.Page.Limit));
        if (limit <= 0) return new([], total);
        var isFromEnd = search.IsAll && total - offset - limit < offset;
        var skip = isFromEnd ? total - offset - limit : offset;
        var (seen, ids) = (0L, new List<long>());

        // PostgreSQL's client reads to the end what it asked for: as much is asked for as the page is likely to take, and all if it was too little.
        var rows = search.IsAll ? await CountedPage.CountAsync(connection, way.Filter, way.Dialect, cancel) : long.MaxValue;
        var most = search.IsAll ? Math.Min(rows, (long)((skip + limit) * 1.3 * rows / total) + 2000) : long.MaxValue;
        var sql = way.RowsSql(isOfBlocks: false, page.Order.IsDescending != isFromEnd, way.DatesSql());
        for (var isEnough = false; !isEnough; most = rows)
        {
            (seen, ids) = (0, []);
            await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, Values(way, most), cancellationToken: cancel));
            while (await reader.ReadAsync(cancel))
            {
                var id = reader.GetInt64(0);
                if (matches.Contains(id) && seen++ >= skip && ids.Count < limit) ids.Add(id);
            }

            isEnough = ids.Count == limit || most >= rows;
        }

        if (isFromEnd) ids.Reverse();
        return new(ids, search.IsAll ? total : seen);
    }

    private static DynamicParameters Values(ListWay way, long most)
    {
        var values = new DynamicParameters(new
        {
            from = way.ByDate ? way.Filter.Since ?? long.MinValue : long.MinValue, to = way.ByDate ? way.Filter.Before ?? long.MaxValue : long.MaxValue,
            most, limit = most, skip = 0L,
        });
        way.AddValues(values);
        if (way.Filter.Since is { } since) values.Add("since", since);
        if (way.Filter.Before is { } before) values.Add("before", before);
        return values;
    }
}
