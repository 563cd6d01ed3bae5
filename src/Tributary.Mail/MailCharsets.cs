using System.Text;
using System.Text.Unicode;

namespace Tributary.Mail;

/// <summary>Bytes of any charset to text: never throws, and says when it had to guess.</summary>
public static class MailCharsets
{
    // What Windows-1252 has where Latin-1 has control characters; U+FFFD where it has nothing.
    private const string Windows1252 =
        "\u20ac\ufffd\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\ufffd\u017d\ufffd" +
        "\ufffd\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\ufffd\u017e\u0178";

    /// <summary>Decodes by the charset named, else UTF-8, else Windows-1252 (the order that real mail needs).</summary>
    /// <param name="bytes">The text's bytes.</param>
    /// <param name="charset">A charset name as mail gives it (any case, aliases, quotes); may be empty or unknown.</param>
    /// <param name="used">The charset that was used, in lower case.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string charset, out string used) => Decode(bytes, charset, out used, out _);

    /// <summary>The same, with what was wrong about the charset: a code of <see cref="DefectCode"/>, or null.</summary>
    internal static string Decode(ReadOnlySpan<byte> bytes, string charset, out string used, out string? defect)
    {
        var found = CharsetNames.Find(charset);
        defect = null;
        if (found is null)
        {
            defect = DefectCode.CharsetUnknown;
            return DecodeGuessing(bytes, out used);
        }

        if (found.IsAsciiBased && Ascii.IsValid(bytes))
        {
            used = found.Name;
            return Encoding.Latin1.GetString(bytes);
        }

        if (found.Encoding is null) return DecodeUtf8(bytes, found.Name, out used, out defect);
        if (TryDecode(bytes, found.Encoding, out var text))
        {
            used = found.Name;
            return text;
        }

        defect = DefectCode.CharsetWrong;
        var isUtf8 = Utf8.IsValid(bytes);
        used = isUtf8 ? "utf-8" : found.Name;
        return isUtf8 ? Encoding.UTF8.GetString(bytes) : found.Lenient!.GetString(bytes);
    }

    /// <summary>Bytes that no charset is named for, in a header: UTF-8 (RFC 6532), else <paramref name="fallback"/>, else a guess.</summary>
    internal static string DecodeRaw(ReadOnlySpan<byte> bytes, Encoding? fallback)
    {
        if (Utf8.IsValid(bytes)) return Encoding.UTF8.GetString(bytes);
        return fallback is not null && TryDecode(bytes, fallback, out var text) ? text : DecodeGuessing(bytes, out _);
    }

    private static string DecodeUtf8(ReadOnlySpan<byte> bytes, string declared, out string used, out string? defect)
    {
        var text = DecodeGuessing(bytes, out used);
        defect = declared == "utf-8" && Utf8.IsValid(bytes) ? null : DefectCode.CharsetWrong;
        return text;
    }

    private static bool TryDecode(ReadOnlySpan<byte> bytes, Encoding strict, out string text)
    {
        try
        {
            text = strict.GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = "";
            return false;
        }
    }

    /// <summary>
    /// Each valid sequence of UTF-8 as such, each other byte as Windows-1252: a text that is mostly UTF-8 keeps its letters, a text of
    /// an unnamed western charset gets them, and no byte is lost.
    /// </summary>
    private static string DecodeGuessing(ReadOnlySpan<byte> bytes, out string used)
    {
        used = "utf-8";
        if (Utf8.IsValid(bytes)) return Encoding.UTF8.GetString(bytes);
        var chars = new char[bytes.Length];
        var length = 0;
        var sequences = 0;
        while (true)
        {
            Utf8.ToUtf16(bytes, chars.AsSpan(length), out var read, out var written, replaceInvalidSequences: false);
            if (read != written) sequences++;
            length += written;
            if (read == bytes.Length) break;
            var value = bytes[read];
            chars[length++] = value is >= 0x80 and < 0xa0 ? Windows1252[value - 0x80] : (char)value;
            bytes = bytes[(read + 1)..];
        }

        if (sequences == 0) used = "windows-1252";
        return new string(chars, 0, length);
    }
}
