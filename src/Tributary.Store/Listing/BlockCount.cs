namespace Tributary.Store;

/// <summary>How many rows of a filter a block holds.</summary>
/// <param name="Block">The block.</param>
/// <param name="Total">Rows.</param>
internal readonly record struct BlockCount(long Block, long Total);

/// <summary>The blocks that hold a part of a list.</summary>
/// <param name="Blocks">The blocks that hold rows of it, in order.</param>
/// <param name="Skip">Rows of the first block that stand before it.</param>
/// <param name="Length">Its rows.</param>
internal sealed record BlockSpan(IReadOnlyList<BlockCount> Blocks, long Skip, long Length)
{
    /// <summary>Rows of the blocks that stand after it.</summary>
    public long After => Blocks.Sum(block => block.Total) - Skip - Length;

    /// <summary>Finds it.</summary>
    /// <param name="blocks">Blocks in order.</param>
    /// <param name="start">Rows before the part, counted from the first block.</param>
    /// <param name="length">Rows of the part, at least one; all of them are in the blocks.</param>
    public static BlockSpan Find(IReadOnlyList<BlockCount> blocks, long start, long length)
    {
        var first = 0;
        while (first < blocks.Count - 1 && start >= blocks[first].Total) start -= blocks[first++].Total;
        var last = first;
        for (var seen = blocks[first].Total; last < blocks.Count - 1 && seen < start + length;) seen += blocks[++last].Total;
        return new([.. blocks.Skip(first).Take(last - first + 1).Where(block => block.Total > 0)], start, length);
    }

    /// <summary>The blocks, neighbours joined: the first and the one after the last of each run.</summary>
    public IReadOnlyList<(long From, long To)> Runs()
    {
        var runs = new List<(long From, long To)>();
        foreach (var (block, _) in Blocks)
        {
            if (runs.Count > 0 && runs[^1].To == block) runs[^1] = (runs[^1].From, block + 1);
            else runs.Add((block, block + 1));
        }

        return runs;
    }
}
