using System.Text;

namespace Tributary.Mail;

/// <summary>The bytes of a header value to one clean line of text.</summary>
internal static class HeaderText
{
    /// <summary>Unfolds, decodes encoded words and charsets, and cleans.</summary>
    /// <param name="raw">The value with its folds.</param>
    /// <param name="fallback">The charset of 8-bit bytes that are not UTF-8; null for Windows-1252.</param>
    public static string Decode(ReadOnlySpan<byte> raw, Encoding? fallback)
    {
        var value = raw.Trim(" \t\r\n"u8);
        return IsPlain(value) ? RecentTexts.OfLatin1(value) : DecodeUnfolded(Unfold(value), fallback);
    }

    /// <summary>The same for a value that has no folds.</summary>
    public static string DecodeUnfolded(ReadOnlySpan<byte> value, Encoding? fallback)
    {
        if (IsPlain(value)) return RecentTexts.OfLatin1(value.Trim((byte)' '));
        var text = value.IndexOf("=?"u8) >= 0 ? EncodedWords.Decode(value, fallback) : MailCharsets.DecodeRaw(value, fallback);
        return CleanLine.Of(text);
    }

    /// <summary>
    /// Takes the line ends out, each with the blanks around it for one blank: mailers fold with one blank, a tab or eight blanks,
    /// and all mean the same subject.
    /// </summary>
    public static ReadOnlySpan<byte> Unfold(ReadOnlySpan<byte> value)
    {
        if (value.IndexOfAny((byte)'\r', (byte)'\n') < 0) return value;
        var unfolded = new byte[value.Length];
        var length = 0;
        while (true)
        {
            var at = value.IndexOfAny((byte)'\r', (byte)'\n');
            var line = (at < 0 ? value : value[..at]).TrimEnd(" \t"u8);
            line.CopyTo(unfolded.AsSpan(length));
            length += line.Length;
            if (at < 0) return unfolded.AsSpan(0, length);
            value = value[at..].TrimStart(" \t\r\n"u8);
            if (!value.IsEmpty) unfolded[length++] = (byte)' ';
        }
    }

    private static bool IsPlain(ReadOnlySpan<byte> value) =>
        !value.ContainsAnyExceptInRange((byte)' ', (byte)'~') && value.IndexOf("=?"u8) < 0;
}
