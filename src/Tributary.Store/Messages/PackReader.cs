using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace Tributary.Store;

/// <summary>Reads what <see cref="PackWriter"/> wrote.</summary>
internal ref struct PackReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    public delegate T Read<T>(ref PackReader reader);

    public byte ReadByte() => Take(1)[0];

    public long ReadLong()
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = ReadByte();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return (long)(value >> 1) ^ -(long)(value & 1);
        }
    }

    public long ReadFixed64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public uint ReadFixed32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public string ReadText()
    {
        var length = ReadLong();
        if ((length & 1) == 0) return Encoding.UTF8.GetString(Take((int)(length >> 1)));
        return new(MemoryMarshal.Cast<byte, char>(Take((int)(length >> 1) * 2)));
    }

    public string? ReadNullable() => ReadByte() == 0 ? null : ReadText();

    public string ReadSuffixed(string other) => ReadLong() switch
    {
        0 => other[^(int)ReadLong()..],
        1 => ReadText() + other,
        _ => ReadText(),
    };

    public ImmutableArray<T> ReadList<T>(Read<T> read)
    {
        var count = (int)ReadLong();
        if (count == 0) return [];
        var items = new T[count];
        for (var i = 0; i < count; i++) items[i] = read(ref this);
        return ImmutableCollectionsMarshal.AsImmutableArray(items);
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
