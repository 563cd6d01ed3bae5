using System.Collections.Immutable;
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
        if (matches.Count <= few || (isPlain && matches.Count <= few * 5L))
        {
            conditions.In("p.id", matches.List(0, matches.Count));
            return isPlain
                ? new(await ListKeys.ReadAsync(connection, conditions, (columns, page), matches.Count, cancel), matches.Count)
                : await ListKeys.ReadAsync(connection, conditions, (columns, page), cancel);
        }

        return counted is null || counted.Facets().Length == 0 ? null : await WalkAsync(connection, conditions, counted, (matches, isPlain, columns, page), cancel);
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
        DbConnection connection, ListConditions conditions, CountedFilter counted, (NameMatches Matches, bool IsAll, ListColumns Columns, ListPage Page) search, CancellationToken cancel)
    {
        var (matches, page) = (search.Matches, search.Page);
        var limit = search.IsAll ? Math.Min(page.Limit, matches.Count - page.Offset) : page.Limit;
        if (limit <= 0) return new([], matches.Count);
        var isFromEnd = search.IsAll && matches.Count - page.Offset - limit < page.Offset;
        var skip = isFromEnd ? matches.Count - page.Offset - limit : page.Offset;
        var (sql, values) = WalkSql(conditions, counted, (search.Columns, search.Columns.Of(page), isFromEnd));
        var (seen, ids) = (0L, new List<long>());

        // PostgreSQL's client reads to the end what it asked for: as much is asked for as the page is likely to take, and all if it was too little.
        var rows = search.IsAll ? await CountedPage.CountAsync(connection, counted, conditions.Dialect, cancel) : long.MaxValue;
        var most = search.IsAll ? Math.Min(rows, (long)((skip + limit) * 1.3 * rows / matches.Count) + 2000) : long.MaxValue;
        for (var isEnough = false; !isEnough; most = rows)
        {
            (seen, ids) = (0, []);
            var bound = new DynamicParameters(values);
            bound.AddDynamicParams(new { most, limit = most, skip = 0L });
            await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, bound, cancellationToken: cancel));
            while (await reader.ReadAsync(cancel))
            {
                var id = reader.GetInt64(0);
                if (matches.Contains(id) && seen++ >= skip && ids.Count < limit) ids.Add(id);
            }

            isEnough = ids.Count == limit || most >= rows;
        }

        if (isFromEnd) ids.Reverse();
        return new(ids, search.IsAll ? matches.Count : seen);
    }

    private static (string Sql, DynamicParameters Values) WalkSql(
        ListConditions conditions, CountedFilter counted, (ListColumns Columns, ImmutableArray<ListOrder> Order, bool IsFromEnd) walk)
    {
        if (walk.Order is [{ Field: "id" or "date" } order])
        {
            var way = ListWay.Of(counted, conditions.Dialect, order.Field == "date");
            return (way.RowsSql(isOfBlocks: false, order.IsDescending != walk.IsFromEnd, way.DatesSql()), Values(way));
        }

        if (counted.Projects.Length == 1 && walk.Columns.FindIndex(walk.Order) is { } index) conditions.UseIndex(index);
        return ($"select p.id from {conditions.Source} {conditions.Where} order by {walk.Columns.Sql(walk.Order, walk.IsFromEnd)} limit @most", conditions.Values);
    }

    private static DynamicParameters Values(ListWay way)
    {
        var values = new DynamicParameters(new
        {
            from = way.ByDate ? way.Filter.Since ?? long.MinValue : long.MinValue, to = way.ByDate ? way.Filter.Before ?? long.MaxValue : long.MaxValue,
        });
        way.AddValues(values);
        if (way.Filter.Since is { } since) values.Add("since", since);
        if (way.Filter.Before is { } before) values.Add("before", before);
        return values;
    }
}
