using System.Collections.Immutable;

namespace Tributary.Store;

/// <summary>How many rows between two dates the blocks of numbers hold: first the large ones, then the small ones of those that a page is in.</summary>
internal sealed class DatedBlocks
{
    private const int SmallBits = ListBlocks.LargeIdBits - ListBlocks.IdBits;

    private readonly ListCells cells;
    private readonly Bound? since;
    private readonly Bound? before;

    private DatedBlocks(ListCells cells, Bound? since, Bound? before)
    {
        this.cells = cells;
        this.since = since;
        this.before = before;
    }

    /// <summary>The large blocks of numbers, in order.</summary>
    public ImmutableArray<BlockCount> Large { get; private init; } = [];

    /// <summary>Counts them.</summary>
    public static async Task<DatedBlocks> ReadAsync(ListCells cells, CountedFilter filter)
    {
        var large = await cells.ListCellsAsync(ListAxis.Large, long.MinValue, long.MaxValue);
        var blocks = new DatedBlocks(cells, await BoundAsync(cells, filter.Since), await BoundAsync(cells, filter.Before));
        return new(cells, blocks.since, blocks.before) { Large = blocks.Count(large, cells.IsCoarse ? 0 : SmallBits) };
    }

    /// <summary>The small blocks of some large ones, in order.</summary>
    public async Task<IReadOnlyList<BlockCount>> ListSmallAsync(IReadOnlyList<BlockCount> large)
    {
        var small = new List<BlockCount>();
        foreach (var (block, _) in large)
            small.AddRange(Count(await cells.ListCellsAsync(ListAxis.Ids, block << SmallBits, (block + 1) << SmallBits), edgeBits: 0));
        return small;
    }

    private static async Task<Bound?> BoundAsync(ListCells cells, long? date) =>
        date is { } at ? new(at >> ListBlocks.LargeDateBits, await cells.ListEdgeAsync(at)) : null;

    // The parts of a block are large blocks of dates. Of the one in which a bound lies its edge holds what is before the bound.
    private ImmutableArray<BlockCount> Count(IReadOnlyList<CellCount> parted, int edgeBits)
    {
        var (late, early) = (before?.EdgeBy(edgeBits), since?.EdgeBy(edgeBits));
        return
        [
            .. parted.GroupBy(cell => cell.Block).Select(block => new BlockCount(
                block.Key,
                block.Where(cell => (before is null || cell.Part < before.Part) && (since is null || cell.Part >= since.Part)).Sum(cell => cell.Total)
                    + (late?.GetValueOrDefault(block.Key) ?? 0) - (early?.GetValueOrDefault(block.Key) ?? 0))),
        ];
    }

    private sealed record Bound(long Part, IReadOnlyList<BlockCount> Edge)
    {
        public Dictionary<long, long> EdgeBy(int bits) => Edge.GroupBy(each => each.Block >> bits).ToDictionary(group => group.Key, group => group.Sum(each => each.Total));
    }
}
