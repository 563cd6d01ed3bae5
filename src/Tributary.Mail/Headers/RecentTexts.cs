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

    [ThreadStatic]
    private static string?[]? recent;

    /// <summary>The text of Latin-1 bytes.</summary>
    public static string OfLatin1(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > MostBytes) return Encoding.Latin1.GetString(bytes);
        recent ??= new string?[Places];
        var hash = new HashCode();
        hash.AddBytes(bytes);
        ref var place = ref recent[hash.ToHashCode() & (Places - 1)];

        // Equal only where all is ASCII; what is not is made anew.
        if (place is not null && Ascii.Equals(bytes, place)) return place;
        return place = Encoding.Latin1.GetString(bytes);
    }
}
