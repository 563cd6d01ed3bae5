using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Tributary.Store;

/// <summary>
/// Which patches bear a word, packed. Of a block of 8,192 numbers: up to 511 places in order, two bytes each, or else 1,024 bytes with a
/// bit for each. Of a rare word, beside its token: up to 400 numbers in order, four bytes each; when it
/// has more it is parted into blocks, and that row stays, empty.
/// </summary>
internal static class NamePosting
{
    /// <summary>Numbers of a block: 2 to the power of this.</summary>
    public const int BlockBits = 13;

    /// <summary>Words of a bitmap of a block.</summary>
    public const int Words = (1 << BlockBits) / 64;

    /// <summary>Patches of a rare word at most.</summary>
    public const int MostRare = 400;

    /// <summary>Bytes of a bitmap; a list of places has fewer.</summary>
    public const int BitmapBytes = Words * 8;

    /// <summary>The tokens of a name, each once.</summary>
    public static IEnumerable<string> Tokens(string name) => SearchParts.Split(name).Select(SearchParts.Lower).Distinct(StringComparer.Ordinal);

    /// <summary>The number of a token.</summary>
    public static long NumberOf(string token) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(Dialect.Clean(token)))) & long.MaxValue;

    /// <summary>Sets the bits of what is packed.</summary>
    public static void Unpack(ReadOnlySpan<byte> content, Span<ulong> bits)
    {
        if (content.Length == BitmapBytes)
        {
            for (var i = 0; i < Words; i++) bits[i] |= BinaryPrimitives.ReadUInt64LittleEndian(content[(i * 8)..]);
            return;
        }

        UnpackPlaces(content, bits);
    }

    /// <summary>Sets the bits of packed places, also of several lists of them one after another.</summary>
    public static void UnpackPlaces(ReadOnlySpan<byte> content, Span<ulong> bits)
    {
        for (var i = 0; i + 1 < content.Length; i += 2)
        {
            var place = BinaryPrimitives.ReadUInt16LittleEndian(content[i..]);
            bits[place >> 6] |= 1UL << (place & 63);
        }
    }

    /// <summary>The numbers of a rare word, or of several, one after another.</summary>
    public static ReadOnlySpan<uint> UnpackRare(ReadOnlySpan<byte> content) => MemoryMarshal.Cast<byte, uint>(content);

    /// <summary>Packs the numbers of a rare word, all below 2 to the power of 32.</summary>
    public static byte[] PackRare(IReadOnlyCollection<long> ids)
    {
        var content = new byte[ids.Count * 4];
        foreach (var (index, id) in ids.Order().Index()) BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(index * 4), (uint)id);
        return content;
    }

    /// <summary>Packs bits.</summary>
    public static byte[] Pack(ReadOnlySpan<ulong> bits)
    {
        var count = 0;
        foreach (var word in bits) count += BitOperations.PopCount(word);
        var isBitmap = count * 2 >= BitmapBytes;
        var content = new byte[isBitmap ? BitmapBytes : count * 2];
        var at = 0;
        for (var i = 0; i < bits.Length; i++)
        {
            if (isBitmap) BinaryPrimitives.WriteUInt64LittleEndian(content.AsSpan(i * 8), bits[i]);
            for (var rest = isBitmap ? 0 : bits[i]; rest != 0; rest &= rest - 1, at += 2)
                BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(at), (ushort)((i << 6) + BitOperations.TrailingZeroCount(rest)));
        }

        return content;
    }
}
