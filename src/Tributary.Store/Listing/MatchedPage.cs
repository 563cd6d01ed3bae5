using System.Collections.Immutable;
using System.Data.Common;
using Dapper;

namespace Tributary.Store;

/// <summary>
/// Finds a page of the patches whose names hold parts that are asked for. Few of them are looked up one by one; of many that nothing else
/// is asked of, the page is read off their numbers, or the list is walked in order as far as the page, where that is not far; else
/// the packed columns are read.
/// </summary>
internal static class MatchedPage
{
    // So many rows of an index are walked in the time in which the columns of a large archive are read.
    private const long NearRows = 20_000;

    /// <summary>Reads it, or null where only reading all names can tell.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="of">Whose connection it is, and the filter as SQL, without the parts of names.</param>
    /// <param name="counted">The filter as the counts know it, without the parts; its facets may be unknown.</param>
    /// <param name="search">The matches, how many of them are few, the list's orders, and which page.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<ListKeys?> ReadAsync(
        DbConnection connection, (Database Database, ListConditions Conditions) of, CountedFilter counted, (NameMatches Matches, int Few, ListColumns Columns, ListPage Page) search, CancellationToken cancel)
    {
        var (matches, few, columns, page) = search;
        var conditions = of.Conditions;
        if (matches.Count == 0) return new([], 0);
        var order = columns.Of(page);
        var isPlain = counted is { States: [], Delegates: [], Submitters: [], IsArchived: null, HasDates: false } && matches.Untested.Length == 0;
        if (isPlain && order[0].Field == "id") return ById(matches, page, order[0].IsDescending);
        if (matches.Count <= few || matches.Untested.Length > 0 || (isPlain && matches.Count <= few * 5L))
        {
            conditions.In("p.id", matches.Ids.List(0, matches.Count)).Words(string.Join(' ', matches.Untested), "p.name");
            return isPlain
                ? new(await ListKeys.ReadAsync(connection, conditions, (columns, page), matches.Count, cancel), matches.Count)
                : await ListKeys.ReadAsync(connection, conditions, (columns, page), cancel);
        }

        if (order is [var only] && only.Field == "date" && isPlain && await WalkAsync(connection, conditions.Dialect, counted, (matches, only, page), cancel) is { } near) return near;
        return await ScannedPage.ReadAsync(connection, of.Database, counted, (matches.Ids, few * 5, columns, page), cancel);
    }

    private static ListKeys ById(NameMatches matches, ListPage page, bool isDown)
    {
        var length = Math.Min(page.Limit, matches.Count - page.Offset);
        if (length <= 0) return new([], matches.Count);
        var ids = matches.Ids.List(isDown ? matches.Count - page.Offset - length : page.Offset, length);
        if (isDown) ids.Reverse();
        return new(ids, matches.Count);
    }

    // Begins at the nearer end and stops behind the page; null where that is far.
    private static async Task<ListKeys?> WalkAsync(
        DbConnection connection, Dialect dialect, CountedFilter counted, (NameMatches Matches, ListOrder Order, ListPage Page) search, CancellationToken cancel)
    {
        var ((matches, count, _), order, page) = search;
        var limit = Math.Min(page.Limit, count - page.Offset);
        if (limit <= 0) return new([], count);
        var rows = await CountedPage.CountAsync(connection, counted, dialect, cancel);
        var isFromEnd = count - page.Offset - limit < page.Offset;
        var skip = isFromEnd ? count - page.Offset - limit : page.Offset;
        var most = ((skip + limit) * 1.3 * rows / count) + 2000;
        if (most > NearRows) return null;
        var way = ListWay.Of(counted, dialect, byDate: true);
        var values = new DynamicParameters(new { from = long.MinValue, to = long.MaxValue, most = (long)most, limit = (long)most, skip = 0L });
        way.AddValues(values);
        var walked = await connection.QueryAsync<long>(new CommandDefinition(
            way.RowsSql(isOfBlocks: false, order.IsDescending != isFromEnd), values, cancellationToken: cancel));
        var ids = walked.Where(matches.Contains).Skip((int)skip).Take((int)limit).ToList();
        if (ids.Count < limit) return null;
        if (isFromEnd) ids.Reverse();
        return new(ids, count);
    }
}
