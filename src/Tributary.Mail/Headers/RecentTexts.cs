using System.Buffers.Binary;
using System.Text;

namespace Tributary.Mail;

/// <summary>
/// The short texts that a thread read last. Mails of one discussion name the same ids and people again and again: one string for all of them spares
/// the making of the others, and whoever holds the mails holds it once.
/// </summary>
internal static class RecentTexts
{
    private const int Places = 4096;
    private const int MostBytes = 256;
    private const int PlaceBits = 12; // of Places
    private const ulong Prime = 0x9E3779B97F4A7C15;

    [ThreadStatic]
    private static string?[]? recent;

    /// <summary>The text of Latin-1 bytes.</summary>
    public static string OfLatin1(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > MostBytes) return Encoding.Latin1.GetString(bytes);
        recent ??= new string?[Places];
        ref var place = ref recent[PlaceOf(bytes)];

        // Equal only where all is ASCII; what is not is made anew.
        if (place is not null && Ascii.Equals(bytes, place)) return place;
        return place = Encoding.Latin1.GetString(bytes);
    }

    // Eight bytes at a time: whoever sends texts that share a place gains nothing but that they are made anew.
    private static int PlaceOf(ReadOnlySpan<byte> bytes)
    {
        var hash = (ulong)bytes.Length;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * Prime;
            hash ^= hash >> 32;
        }

        foreach (var one in bytes) hash = (hash ^ one) * Prime;
        return (int)((hash * Prime) >> (64 - PlaceBits));
    }
}
