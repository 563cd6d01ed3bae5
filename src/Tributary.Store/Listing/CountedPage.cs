using System.Data.Common;
using Dapper;

namespace Tributary.Store;

/// <summary>
/// Finds a page of a list that goes by number or by date: the block in which the page lies by the kept counts, then its rows by an index
/// inside that block, from whichever end is nearer. What it takes does not grow with the list.
/// </summary>
internal sealed class CountedPage
{
    private readonly DbConnection connection;
    private readonly CountedFilter filter;
    private readonly Dialect dialect;
    private readonly CancellationToken cancel;
    private readonly ListWay byDate;
    private readonly ListCells cells;

    private CountedPage(DbConnection connection, CountedFilter filter, Dialect dialect, CancellationToken cancel)
    {
        this.connection = connection;
        this.filter = filter;
        this.dialect = dialect;
        this.cancel = cancel;
        byDate = ListWay.Of(filter, dialect, byDate: true);
        cells = new(connection, filter, byDate, cancel);
    }

    /// <summary>Reads the page.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="filter">A filter whose facets are known.</param>
    /// <param name="dialect">The words of the database.</param>
    /// <param name="page">The order (<c>id</c> or <c>date</c>) and the page.</param>
    /// <param name="cancel">Ends it early.</param>
    public static Task<ListKeys> ReadAsync(DbConnection connection, CountedFilter filter, Dialect dialect, (ListOrder Order, ListPage Page) page, CancellationToken cancel)
    {
        var reader = new CountedPage(connection, filter, dialect, cancel);
        return page.Order.Field == "date" ? reader.ByDateAsync(page.Page, page.Order.IsDescending) : reader.ByIdAsync(page.Page, page.Order.IsDescending);
    }

    /// <summary>How many rows the filter leaves.</summary>
    public static async Task<long> CountAsync(DbConnection connection, CountedFilter filter, Dialect dialect, CancellationToken cancel)
    {
        var reader = new CountedPage(connection, filter, dialect, cancel);
        var (from, to, _) = await reader.RankAsync();
        return to - from;
    }

    // The filter's rows among all rows of its facets in the order of dates: the place of the first, that after the last; and the blocks.
    private async Task<(long From, long To, IReadOnlyList<BlockCount> Large)> RankAsync()
    {
        var large = await cells.ListLargeAsync(dates: true);
        var from = filter.Since is { } since ? await cells.CountBeforeAsync(since, large) : 0;
        var to = filter.Before is { } before ? await cells.CountBeforeAsync(before, large) : large.Sum(block => block.Total);
        return (from, Math.Max(from, to), large);
    }

    private async Task<ListKeys> ByDateAsync(ListPage page, bool isDown)
    {
        var (from, to, large) = await RankAsync();
        var (start, length) = Window(from, to, page, isDown);
        if (length <= 0) return new([], to - from);
        var span = await NarrowAsync(large, start, length, isOfDates: true);
        return new(await ReadAsync(byDate, span, isDown, ""), to - from);
    }

    private async Task<ListKeys> ByIdAsync(ListPage page, bool isDown)
    {
        if (filter.HasDates) return await ByIdBetweenDatesAsync(page, isDown);
        var large = await cells.ListLargeAsync(dates: false);
        var way = ListWay.Of(filter, dialect, byDate: false);
        var from = filter.FromId is { } first ? await cells.CountBelowAsync(first, large, way) : 0;
        var to = filter.ToId is { } after ? await cells.CountBelowAsync(after, large, way) : large.Sum(block => block.Total);
        var (start, length) = Window(from, to, page, isDown);
        if (length <= 0) return new([], Math.Max(0, to - from));
        var span = await NarrowAsync(large, start, length, isOfDates: false);
        return new(await ReadAsync(way, span, isDown, ""), to - from);
    }

    private async Task<ListKeys> ByIdBetweenDatesAsync(ListPage page, bool isDown)
    {
        if (filter.Since >= filter.Before) return new([], 0);
        var blocks = await DatedBlocks.ReadAsync(cells, filter);
        var total = blocks.Large.Sum(block => block.Total);
        var (start, length) = Window(0, total, page, isDown);
        if (length <= 0) return new([], total);
        if (total <= filter.FewRows) return new(await GatherAsync(page.Offset, length, isDown), total);
        var span = BlockSpan.Find(blocks.Large, start, length);
        if (!cells.IsCoarse) return new(ReadColumns(BlockSpan.Find(await blocks.ListSmallAsync(span.Blocks), span.Skip, length), isDown), total);
        var way = ListWay.Of(filter, dialect, byDate: false);
        return new(await ReadAsync(way, (span, ListBlocks.LargeIdBits), isDown, way.DatesSql()), total);
    }

    // Where the page begins and how long it is, counted from the lowest row.
    private static (long Start, long Length) Window(long from, long to, ListPage page, bool isDown)
    {
        var length = Math.Min(page.Limit, to - from - page.Offset);
        return (isDown ? to - page.Offset - length : from + page.Offset, length);
    }

    // From the large blocks that hold the part to the small ones, where there are such.
    private async Task<(BlockSpan Span, int Bits)> NarrowAsync(IReadOnlyList<BlockCount> large, long start, long length, bool isOfDates)
    {
        var (largeBits, bits) = isOfDates ? (ListBlocks.LargeDateBits, ListBlocks.DateBits) : (ListBlocks.LargeIdBits, ListBlocks.IdBits);
        var span = BlockSpan.Find(large, start, length);
        if (cells.IsCoarse) return (span, largeBits);
        var small = await cells.ListAsync(
            isOfDates ? ListAxis.Dates : ListAxis.Ids, span.Blocks[0].Block << (largeBits - bits), (span.Blocks[^1].Block + 1) << (largeBits - bits));
        return (BlockSpan.Find(small, span.Skip, length), bits);
    }

    // An index would be asked for all rows of the blocks, to find those between the dates: the packed columns hold them together.
    private List<long> ReadColumns(BlockSpan span, bool isDown)
    {
        var scan = new ColumnScan(connection, dialect, filter) { IdBlocks = [.. span.Blocks.Select(block => block.Block)] };
        var ids = scan.List(span.Skip, span.Length, cancel);
        if (isDown) ids.Reverse();
        return ids;
    }

    private async Task<IReadOnlyList<long>> ReadAsync(ListWay way, (BlockSpan Span, int Bits) found, bool isDown, string tests)
    {
        var (span, bits) = found;
        var isFromAbove = span.After < span.Skip;
        var skip = isFromAbove ? span.After : span.Skip;
        var isOfBlocks = (way.IsSifted || tests.Length > 0) && span.Runs().Count > 1;
        var values = Values(way, skip, span.Length);
        if (isOfBlocks) values.AddDynamicParams(new { starts = dialect.List(span.Blocks.Select(block => block.Block << bits)), size = 1L << bits });
        else values.AddDynamicParams(new { from = span.Blocks[0].Block << bits, to = (span.Blocks[^1].Block + 1) << bits });
        return await QueryAsync(way.RowsSql(isOfBlocks, isFromAbove, tests), values, isReversed: isFromAbove != isDown);
    }

    private async Task<IReadOnlyList<long>> GatherAsync(long offset, long length, bool isDown)
    {
        var values = Values(byDate, offset, length);
        values.AddDynamicParams(new { low = filter.Since ?? long.MinValue, high = filter.Before ?? long.MaxValue });
        var order = isDown ? "desc" : "asc";
        return await QueryAsync(
            $"select p.id from ({byDate.BetweenSql("p.id", "@low", "@high")}) as p order by p.id {order} limit @limit offset @skip", values, isReversed: false);
    }

    private DynamicParameters Values(ListWay way, long skip, long length)
    {
        var values = new DynamicParameters();
        way.AddValues(values);
        values.AddDynamicParams(new { skip, limit = length, most = skip + length });
        if (filter.Since is { } since) values.Add("since", since);
        if (filter.Before is { } before) values.Add("before", before);
        return values;
    }

    private async Task<IReadOnlyList<long>> QueryAsync(string sql, DynamicParameters values, bool isReversed)
    {
        var ids = (await connection.QueryAsync<long>(new CommandDefinition(sql, values, cancellationToken: cancel))).AsList();
        if (isReversed) ids.Reverse();
        return ids;
    }
}
