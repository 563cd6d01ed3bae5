using System.Numerics;

namespace Tributary.Store;

/// <summary>A set of numbers: a bit for each, by blocks of 8,192.</summary>
internal sealed class IdSet
{
    /// <summary>Numbers of a block: 2 to the power of this.</summary>
    public const int BlockBits = NamePosting.BlockBits;

    private const int Mask = (1 << BlockBits) - 1;

    // By their numbers: numbers of patches have no wide gaps.
    private ulong[]?[] blocks = [];

    /// <summary>How many; counted at each call.</summary>
    public long Count()
    {
        var count = 0L;
        foreach (var bits in blocks)
        {
            foreach (var word in bits ?? []) count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>The blocks that may have any, the lowest first.</summary>
    public IEnumerable<long> Blocks => blocks.Index().Where(block => block.Item is not null).Select(block => (long)block.Index);

    /// <summary>The bits of a block, made where it has none.</summary>
    public ulong[] GetBits(long block)
    {
        if (block >= blocks.Length) Array.Resize(ref blocks, (int)Math.Max(block + 1, blocks.Length * 2L));
        return blocks[block] ??= new ulong[NamePosting.Words];
    }

    /// <summary>The bits of a block, or null where none is set.</summary>
    public ulong[]? FindBits(long block) => block < blocks.Length ? blocks[block] : null;

    /// <summary>Whether a number is one of them, by the bits of its block.</summary>
    public static bool IsIn(ulong[] bits, long id) => (bits[(id & Mask) >> 6] & (1UL << (int)(id & 63))) != 0;

    /// <summary>Puts a number into the bits of its block.</summary>
    public static void PutIn(ulong[] bits, long id) => bits[(id & Mask) >> 6] |= 1UL << (int)(id & 63);

    /// <summary>Whether a number is one of them.</summary>
    public bool Contains(long id) => FindBits(id >> BlockBits) is { } bits && IsIn(bits, id);

    /// <summary>Puts a number in.</summary>
    public void Add(long id) => PutIn(GetBits(id >> BlockBits), id);

    /// <summary>Keeps those that are in the other too.</summary>
    public void Keep(IdSet others)
    {
        foreach (var block in Blocks.ToList())
        {
            if (others.FindBits(block) is not { } other)
            {
                blocks[block] = null;
                continue;
            }

            var bits = GetBits(block);
            for (var i = 0; i < bits.Length; i++) bits[i] &= other[i];
        }
    }

    /// <summary>Some of them, by number.</summary>
    /// <param name="skip">So many of the lowest are passed over.</param>
    /// <param name="take">So many at most.</param>
    public List<long> List(long skip, long take)
    {
        var ids = new List<long>();
        foreach (var block in Blocks)
        {
            var bits = GetBits(block);
            for (var i = 0; i < bits.Length && ids.Count < take; i++)
            {
                if (skip >= BitOperations.PopCount(bits[i]))
                {
                    skip -= BitOperations.PopCount(bits[i]);
                    continue;
                }

                for (var rest = bits[i]; rest != 0 && ids.Count < take; rest &= rest - 1)
                {
                    if (skip-- > 0) continue;
                    ids.Add((block << BlockBits) + (i << 6) + BitOperations.TrailingZeroCount(rest));
                }

                skip = 0;
            }

            if (ids.Count == take) break;
        }

        return ids;
    }

    /// <summary>All bits in one row from number 0 on, lowest first in each byte.</summary>
    public byte[] ToBits()
    {
        var bytes = new byte[(Blocks.LastOrDefault(-1) + 1) << (BlockBits - 3)];
        foreach (var block in Blocks) Buffer.BlockCopy(GetBits(block), 0, bytes, (int)(block << (BlockBits - 3)), NamePosting.Words * 8);
        return bytes;
    }

    /// <summary>A byte for each number from 0 on: 1 for those that are in.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[(Blocks.LastOrDefault(-1) + 1) << BlockBits];
        foreach (var id in List(0, long.MaxValue)) bytes[id] = 1;
        return bytes;
    }
}
