using System.Buffers.Binary;

namespace Tributary.Store;

/// <summary>Gives commits numbers from 0 in the order in which they are first named, and finds them again; twenty bytes and a few more for each.</summary>
internal sealed class CommitNumbers
{
    private byte[] ids = new byte[32 * 1024];
    private int[] table = new int[4096];

    /// <summary>How many bytes a name has: 20, or 32 in a SHA-256 repository.</summary>
    public int Width { get; private set; }

    /// <summary>How many have a number.</summary>
    public int Count { get; private set; }

    /// <summary>The name of a number.</summary>
    public ReadOnlySpan<byte> Id(int number) => ids.AsSpan(number * Width, Width);

    /// <summary>The number of a name; given now if it has none.</summary>
    public int Add(ReadOnlySpan<byte> id)
    {
        if (Width == 0) Width = id.Length;
        var slot = Find(id);
        if (table[slot] > 0) return table[slot] - 1;
        if ((Count + 1) * Width > ids.Length) Array.Resize(ref ids, ids.Length * 2);
        id.CopyTo(ids.AsSpan(Count * Width));
        table[slot] = ++Count;
        if (Count * 2 > table.Length) Grow();
        return Count - 1;
    }

    /// <summary>The number of a name, or -1.</summary>
    public int Find20(ReadOnlySpan<byte> id) => Width == 0 ? -1 : table[Find(id)] - 1;

    private int Find(ReadOnlySpan<byte> id)
    {
        var slot = (int)(BinaryPrimitives.ReadUInt32LittleEndian(id) & (uint)(table.Length - 1));
        while (table[slot] > 0 && !Id(table[slot] - 1).SequenceEqual(id)) slot = (slot + 1) & (table.Length - 1);
        return slot;
    }

    private void Grow()
    {
        table = new int[table.Length * 2];
        for (var number = 0; number < Count; number++) table[Find(Id(number))] = number + 1;
    }
}
