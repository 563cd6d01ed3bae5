using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Tributary.Store;

/// <summary>
/// The rows of a block of neighbouring numbers, packed, little end first. Of patches: the number of delegates (2 bytes) and each of them (8), then for each
/// patch its place in the block (2), date (8), state with archive and checks (1), submitter (4), and the delegate's place among those, from 1 (2).
/// Of series and cover letters: place (2), date (8), submitter (4), the length of the name (4) and the name in UTF-8.
/// </summary>
internal static class ColumnBlock
{
    /// <summary>Bytes of a patch.</summary>
    public const int PatchSize = 17;

    /// <summary>Bytes of a series or cover letter before its name.</summary>
    public const int NamedSize = 18;

    private const int StateBits = 5;
    private const int CheckBit = 6;

    /// <summary>Numbers of a block: 2 to the power of this. A block is read and written whole, so that it should not grow large.</summary>
    public static int BitsOf(CountedList list) => list switch { CountedList.Patches => 12, CountedList.Covers => 13, _ => 9 };

    /// <summary>The state that is packed in a byte.</summary>
    public static int State(byte packed) => packed & ((1 << StateBits) - 1);

    /// <summary>Whether the archive is packed in it.</summary>
    public static int Archived(byte packed) => (packed >> StateBits) & 1;

    /// <summary>The checks that are packed in it.</summary>
    public static int Checks(byte packed) => packed >> CheckBit;

    /// <summary>Packs rows of a list, in the order of their numbers.</summary>
    public static byte[] Pack(CountedList list, IEnumerable<ColumnRow> rows)
    {
        var content = new ArrayBufferWriter<byte>(4096);
        var place = (1 << BitsOf(list)) - 1;
        if (list is CountedList.Patches) PackPatches(content, [.. rows], place);
        else PackNamed(content, rows, place);
        return content.WrittenSpan.ToArray();
    }

    /// <summary>Unpacks a block into rows by their numbers.</summary>
    public static SortedDictionary<long, ColumnRow> Unpack(CountedList list, long block, ReadOnlySpan<byte> content)
    {
        var rows = new SortedDictionary<long, ColumnRow>();
        var first = block << BitsOf(list);
        if (list is CountedList.Patches) UnpackPatches(first, content, rows);
        else UnpackNamed(first, content, rows);
        return rows;
    }

    /// <summary>The delegates of a block of patches, and where its rows begin.</summary>
    public static ReadOnlySpan<long> Delegates(ReadOnlySpan<byte> content, out int start)
    {
        var count = BinaryPrimitives.ReadUInt16LittleEndian(content);
        start = 2 + (count * 8);
        return MemoryMarshal.Cast<byte, long>(content[2..start]);
    }

    private static void PackPatches(ArrayBufferWriter<byte> content, List<ColumnRow> rows, int places)
    {
        var delegates = rows.Select(row => row.Delegate).Where(number => number != 0).Distinct().ToList();
        var head = content.GetSpan(2 + (delegates.Count * 8));
        BinaryPrimitives.WriteUInt16LittleEndian(head, (ushort)delegates.Count);
        for (var i = 0; i < delegates.Count; i++) BinaryPrimitives.WriteInt64LittleEndian(head[(2 + (i * 8))..], delegates[i]);
        content.Advance(2 + (delegates.Count * 8));
        foreach (var row in rows)
        {
            var span = content.GetSpan(PatchSize);
            BinaryPrimitives.WriteUInt16LittleEndian(span, (ushort)(row.Id & places));
            BinaryPrimitives.WriteInt64LittleEndian(span[2..], row.Date);
            span[10] = (byte)((int)row.State | ((int)row.Archived << StateBits) | ((int)row.Checks << CheckBit));
            BinaryPrimitives.WriteUInt32LittleEndian(span[11..], (uint)row.Submitter);
            BinaryPrimitives.WriteUInt16LittleEndian(span[15..], (ushort)(delegates.IndexOf(row.Delegate) + 1));
            content.Advance(PatchSize);
        }
    }

    private static void PackNamed(ArrayBufferWriter<byte> content, IEnumerable<ColumnRow> rows, int places)
    {
        foreach (var row in rows)
        {
            var name = Encoding.UTF8.GetBytes(Dialect.Clean(row.Name ?? ""));
            var span = content.GetSpan(NamedSize + name.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(span, (ushort)(row.Id & places));
            BinaryPrimitives.WriteInt64LittleEndian(span[2..], row.Date);
            BinaryPrimitives.WriteUInt32LittleEndian(span[10..], (uint)row.Submitter);
            BinaryPrimitives.WriteInt32LittleEndian(span[14..], name.Length);
            name.CopyTo(span[NamedSize..]);
            content.Advance(NamedSize + name.Length);
        }
    }

    private static void UnpackPatches(long first, ReadOnlySpan<byte> content, SortedDictionary<long, ColumnRow> rows)
    {
        var delegates = Delegates(content, out var at);
        for (; at + PatchSize <= content.Length; at += PatchSize)
        {
            var span = content.Slice(at, PatchSize);
            var who = BinaryPrimitives.ReadUInt16LittleEndian(span[15..]);
            var row = new ColumnRow(
                first + BinaryPrimitives.ReadUInt16LittleEndian(span), BinaryPrimitives.ReadInt64LittleEndian(span[2..]), BinaryPrimitives.ReadUInt32LittleEndian(span[11..]))
            {
                State = State(span[10]), Archived = Archived(span[10]), Checks = Checks(span[10]), Delegate = who == 0 ? 0 : delegates[who - 1],
            };
            rows.Add(row.Id, row);
        }
    }

    private static void UnpackNamed(long first, ReadOnlySpan<byte> content, SortedDictionary<long, ColumnRow> rows)
    {
        while (content.Length >= NamedSize)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(content[14..]);
            var row = new ColumnRow(
                first + BinaryPrimitives.ReadUInt16LittleEndian(content), BinaryPrimitives.ReadInt64LittleEndian(content[2..]), BinaryPrimitives.ReadUInt32LittleEndian(content[10..]))
            {
                Name = Encoding.UTF8.GetString(content.Slice(NamedSize, length)),
            };
            rows.Add(row.Id, row);
            content = content[(NamedSize + length)..];
        }
    }
}
