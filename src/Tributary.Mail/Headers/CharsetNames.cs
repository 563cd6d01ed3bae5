using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;

namespace Tributary.Mail;

/// <summary>A charset that can be read.</summary>
/// <param name="Name">Its name in lower case.</param>
/// <param name="Encoding">Decodes and throws on bytes that are not of it; null for ASCII and UTF-8, which need none.</param>
/// <param name="Lenient">Decodes with U+FFFD for such bytes.</param>
/// <param name="IsAsciiBased">True when ASCII bytes mean ASCII characters whatever stands before them.</param>
internal sealed record Charset(string Name, Encoding? Encoding, Encoding? Lenient, bool IsAsciiBased);

/// <summary>Charset names as mail writes them, with their aliases and misspellings.</summary>
internal static class CharsetNames
{
    private static readonly Charset Utf8 = new("utf-8", null, null, IsAsciiBased: true);
    private static readonly Charset UsAscii = new("us-ascii", null, null, IsAsciiBased: true);

    /// <summary>The charset of that name; an empty name is ASCII (RFC 2045, 5.2); null when it is unknown.</summary>
    public static Charset? Find(string name)
    {
        if (name.Length == 0 || name.Equals("us-ascii", StringComparison.OrdinalIgnoreCase)) return UsAscii;
        if (name.Equals("utf-8", StringComparison.OrdinalIgnoreCase)) return Utf8;
        if (Rare.Known.TryGetValue(name, out var known)) return known;
        var found = Resolve(name.Trim(" \t\"'".ToCharArray()));
        // Only names that were found are kept: hostile mail can name a million others.
        if (found is not null && name.Length < 40) Rare.Known.TryAdd(name, found);
        return found;
    }

    private static Charset? Resolve(string name)
    {
        if (name.StartsWith("cp-", StringComparison.OrdinalIgnoreCase)) name = "cp" + name[3..];
        name = Rare.Aliases.GetValueOrDefault(name, name).ToLowerInvariant();
        if (name is "utf-8") return Utf8;
        if (name is "us-ascii" or "") return UsAscii;
        var encoding = FindEncoding(Respell(name));
        if (encoding is null) return null;
        var lenient = (Encoding)encoding.Clone();
        lenient.DecoderFallback = new DecoderReplacementFallback("\ufffd");
        return new(name, encoding, lenient, IsAsciiBased(name, lenient));
    }

    // "iso8859-15", "iso_8859-15" and "windows1250" are common; cp1250 and 1250 as well.
    private static string Respell(string name)
    {
        if (name is "iso-8859-1") return "windows-1252";
        if (name.StartsWith("iso8859", StringComparison.Ordinal)) return "iso-8859-" + name[7..].TrimStart('-', '_');
        if (name.StartsWith("iso_8859", StringComparison.Ordinal)) return "iso-8859-" + name[8..].TrimStart('-', '_');
        if (name.StartsWith("windows12", StringComparison.Ordinal)) return "windows-" + name[7..];
        if (name.StartsWith("cp125", StringComparison.Ordinal)) return "windows-" + name[2..];
        return name;
    }

    private static Encoding? FindEncoding(string name)
    {
        var strict = DecoderFallback.ExceptionFallback;
        var any = EncoderFallback.ReplacementFallback;
        return name switch
        {
            "utf-16" or "utf-16be" => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            "utf-16le" => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            "utf-32" or "utf-32be" => new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
            "utf-32le" => new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
            _ => CodePagesEncodingProvider.Instance.GetEncoding(name, any, strict),
        };
    }

    private static bool IsAsciiBased(string name, Encoding encoding)
    {
        if (name.StartsWith("utf-", StringComparison.Ordinal) || name.StartsWith("iso-2022", StringComparison.Ordinal)) return false;
        if (name is "hz-gb-2312") return false;
        var all = Enumerable.Range(0x20, 0x5f).Select(value => (byte)value).ToArray();
        return encoding.GetString(all) == Encoding.ASCII.GetString(all);
    }

    // Apart: nearly all mail is UTF-8 or ASCII, and a program that checks a few patches need not make these tables.
    private static class Rare
    {
        public static readonly ConcurrentDictionary<string, Charset> Known = new(StringComparer.OrdinalIgnoreCase);

        // ISO-8859-1 is read as Windows-1252, and the older Chinese and Korean sets as those that grew from them, as browsers do
        // (WHATWG Encoding Standard, 4.2): mailers write these names for text of the larger sets.
        public static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>
        {
            ["utf8"] = "utf-8", ["utf-8n"] = "utf-8", ["unicode-1-1-utf-8"] = "utf-8", ["utf_8"] = "utf-8", ["cp65001"] = "utf-8",
            ["65001"] = "utf-8", ["utf8mb4"] = "utf-8",
            ["ascii"] = "us-ascii", ["us_ascii"] = "us-ascii", ["ansi_x3.4-1968"] = "us-ascii", ["ansi_x3.4-1986"] = "us-ascii",
            ["iso646-us"] = "us-ascii", ["iso-ir-6"] = "us-ascii", ["646"] = "us-ascii", ["usascii"] = "us-ascii", ["cp367"] = "us-ascii",
            ["latin1"] = "iso-8859-1", ["latin-1"] = "iso-8859-1", ["l1"] = "iso-8859-1", ["iso8859-1"] = "iso-8859-1",
            ["iso_8859-1"] = "iso-8859-1", ["iso88591"] = "iso-8859-1", ["cp819"] = "iso-8859-1", ["8859-1"] = "iso-8859-1",
            ["ansi"] = "windows-1252", ["cp1252"] = "windows-1252", ["iso-8859-8-i"] = "iso-8859-8", ["iso-8859-8-e"] = "iso-8859-8",
            ["gb2312"] = "gb18030", ["gbk"] = "gb18030", ["x-gbk"] = "gb18030", ["gb_2312-80"] = "gb18030", ["csgb2312"] = "gb18030",
            ["cp936"] = "gb18030", ["euc-cn"] = "gb18030", ["gb18030-2000"] = "gb18030", ["hz"] = "hz-gb-2312",
            ["ks_c_5601-1987"] = "ks_c_5601-1987", ["euc-kr"] = "ks_c_5601-1987", ["cp949"] = "ks_c_5601-1987", ["uhc"] = "ks_c_5601-1987",
            ["ks_c_5601"] = "ks_c_5601-1987", ["ksc5601"] = "ks_c_5601-1987", ["cp932"] = "shift_jis", ["x-sjis"] = "shift_jis",
            ["sjis"] = "shift_jis", ["shift-jis"] = "shift_jis", ["windows-31j"] = "shift_jis", ["eucjp"] = "euc-jp", ["big-5"] = "big5",
            ["big5-hkscs"] = "big5", ["cp950"] = "big5", ["tis-620"] = "windows-874", ["iso-8859-11"] = "windows-874",
            ["koi8r"] = "koi8-r", ["koi8u"] = "koi8-u", ["x-mac-roman"] = "macintosh", ["utf16"] = "utf-16", ["utf32"] = "utf-32",
            ["ucs-2"] = "utf-16", ["utf-16le"] = "utf-16le", ["unicode"] = "utf-16", ["iso-2022-jp-2"] = "iso-2022-jp",
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
