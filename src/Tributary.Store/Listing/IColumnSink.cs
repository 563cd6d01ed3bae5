using System.Numerics;
using System.Runtime.InteropServices;

namespace Tributary.Store;

/// <summary>What a row of packed columns is ordered by.</summary>
internal enum ColumnField
{
    /// <summary>Its number.</summary>
    Id,

    /// <summary>Its date.</summary>
    Date,

    /// <summary>A patch's state.</summary>
    State,

    /// <summary>Whether a patch is in the archive.</summary>
    Archived,

    /// <summary>What a patch's checks come to.</summary>
    Checks,

    /// <summary>Who sent it.</summary>
    Submitter,

    /// <summary>Its project.</summary>
    Project,

    /// <summary>The name of a series or cover letter.</summary>
    Name,
}

/// <summary>Takes the rows that a filter leaves, one after another. (A struct, so that a million calls cost next to nothing.)</summary>
internal interface IColumnSink
{
    /// <summary>A row.</summary>
    /// <param name="key">What it is ordered by.</param>
    /// <param name="id">Its number.</param>
    void Add(long key, long id);
}

/// <summary>A row and what it is ordered by.</summary>
/// <param name="Key">A number.</param>
/// <param name="Id">The row's number, by which those come that are equal.</param>
internal readonly record struct ColumnKey(long Key, long Id);

/// <summary>Counts rows by buckets: dates by days, numbers by blocks, all else by what it is; names are one bucket.</summary>
internal struct BucketCounter(ColumnField field) : IColumnSink
{
    // Nearly all buckets are below this, and found without looking for them.
    private const long MostSmall = 1 << 20;

    private readonly int shift = RowGatherer.ShiftOf(field);
    private readonly Dictionary<long, int> others = [];
    private int[] small = [];

    /// <summary>All rows.</summary>
    public long Total { get; private set; }

    /// <inheritdoc />
    public void Add(long key, long id)
    {
        var bucket = key >> shift;
        Total++;
        if (bucket is >= 0 and < MostSmall)
        {
            if (bucket >= small.Length) Array.Resize(ref small, (int)BitOperations.RoundUpToPowerOf2((ulong)bucket + 1));
            small[bucket]++;
        }
        else
        {
            CollectionsMarshal.GetValueRefOrAddDefault(others, bucket, out _)++;
        }
    }

    /// <summary>The buckets that hold a part of the list, and how many rows come before the first of them.</summary>
    public readonly (long Low, long High, long Below) Find(long start, int length)
    {
        var (low, below, seen) = ((long?)null, 0L, 0L);
        foreach (var (bucket, total) in List())
        {
            seen += total;
            if (low is null && seen > start) (low, below) = (bucket, seen - total);
            if (seen >= start + length) return (low ?? bucket, bucket, below);
        }

        return (low ?? 0, long.MaxValue, below);
    }

    private readonly IEnumerable<(long Bucket, int Total)> List()
    {
        var rest = others.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)).ToList();
        return [.. rest.Where(pair => pair.Key < 0), .. small.Select((total, bucket) => ((long)bucket, total)).Where(pair => pair.total > 0), .. rest.Where(pair => pair.Key >= MostSmall)];
    }
}

/// <summary>Gathers the rows of some buckets.</summary>
internal readonly struct RowGatherer(ColumnField field, long low, long high) : IColumnSink
{
    private readonly int shift = ShiftOf(field);

    /// <summary>The rows.</summary>
    public List<ColumnKey> Found { get; } = [];

    /// <summary>How many low bits of what a list is ordered by fall out in a bucket.</summary>
    public static int ShiftOf(ColumnField field) => field switch { ColumnField.Date => ListBlocks.DateBits, ColumnField.Id => ListBlocks.IdBits, ColumnField.Name => 62, _ => 0 };

    /// <inheritdoc />
    public void Add(long key, long id)
    {
        if (key >> shift >= low && key >> shift <= high) Found.Add(new(key, id));
    }
}

/// <summary>Puts the numbers of rows into a set.</summary>
internal readonly struct SetFiller(IdSet set) : IColumnSink
{
    /// <summary>The set.</summary>
    public IdSet Set => set;

    /// <inheritdoc />
    public void Add(long key, long id) => set.Add(id);
}
