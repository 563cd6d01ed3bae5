using System.Collections.Frozen;
using System.Text;

namespace Tributary.Mail;

/// <summary>How Python's email package writes text of a charset in a header.</summary>
/// <param name="Name">Its name; chunks of one name are one.</param>
/// <param name="Form">Which encoded words it uses.</param>
/// <param name="Output">The charset it is written in.</param>
/// <param name="Label">What the encoded word says of it: the name of Python's codec.</param>
internal sealed record ChunkCharset(string Name, WordForm Form, string Output, string Label)
{
    private const string UnknownName = "unknown-8bit";

    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>
    {
        ["latin_1"] = "iso-8859-1", ["latin-1"] = "iso-8859-1", ["latin_2"] = "iso-8859-2", ["latin-2"] = "iso-8859-2",
        ["latin_5"] = "iso-8859-9", ["latin-5"] = "iso-8859-9", ["latin_9"] = "iso-8859-15", ["latin-9"] = "iso-8859-15",
        ["cp949"] = "ks_c_5601-1987", ["euc_jp"] = "euc-jp", ["euc_kr"] = "euc-kr", ["ascii"] = "us-ascii",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> Quoted = new[]
    {
        "iso-8859-1", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-9", "iso-8859-10", "iso-8859-13", "iso-8859-14", "iso-8859-15",
        "iso-8859-16", "windows-1252", "viscii",
    }.ToFrozenSet();

    /// <summary>Plain text, which needs no encoded words.</summary>
    public static ChunkCharset UsAscii { get; } = new("us-ascii", WordForm.None, "us-ascii", "us-ascii");

    /// <summary>Bytes of a charset that nobody names.</summary>
    public static ChunkCharset Unknown { get; } = new(UnknownName, WordForm.Shortest, UnknownName, UnknownName);

    /// <summary>True for plain text.</summary>
    public bool IsPlain => Form == WordForm.None;

    /// <summary>The charset of an encoded word; any name will do.</summary>
    /// <param name="name">Its name in lower case.</param>
    public static ChunkCharset Of(string name)
    {
        name = Aliases.GetValueOrDefault(name, name);
        if (name == "us-ascii") return UsAscii;
        if (Quoted.Contains(name)) return new(name, WordForm.Quoted, name, name);
        return name switch
        {
            "gb2312" => new(name, WordForm.Base64, name, "eucgb2312_cn"),
            "big5" => new(name, WordForm.Base64, name, "big5_tw"),
            "euc-jp" or "shift_jis" => new(name, WordForm.Base64, "iso-2022-jp", "iso-2022-jp"),
            "iso-2022-jp" or "koi8-r" => new(name, WordForm.Base64, name, name),
            _ => new(name, WordForm.Shortest, name, name),
        };
    }

    /// <summary>The text of bytes of this charset; null when they are not of it, or Python does not know it.</summary>
    public string? Decode(byte[] bytes)
    {
        if (Name == "us-ascii") return Ascii.IsValid(bytes) ? Encoding.ASCII.GetString(bytes) : null;
        if (FindCodec(Name) is not { } codec || !HoldsOnlyItsOwn(bytes)) return null;
        try
        {
            return codec.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The bytes of a text that was decoded from this charset.</summary>
    public byte[] Encode(ReadOnlySpan<char> text)
    {
        if (Name != UnknownName) return FindCodec(Output)!.GetBytes(text.ToArray());
        var bytes = new byte[text.Length];
        for (var i = 0; i < text.Length; i++) bytes[i] = (byte)text[i];
        return bytes;
    }

    // .NET's code pages hold more than Python's codecs of these names.
    private bool HoldsOnlyItsOwn(byte[] bytes)
    {
        if (Name is not ("gb2312" or "euc-kr" or "ks_c_5601-1987")) return true;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80) continue;
            if (bytes[i] < 0xa1 || i + 1 == bytes.Length || bytes[++i] < 0xa1) return false;
        }

        return true;
    }

    private static Encoding? FindCodec(string name) => name switch
    {
        "utf-8" or "utf8" or "utf_8" => StrictUtf8,
        "iso-8859-1" or "iso8859-1" or "latin1" => Encoding.Latin1,
        "gb2312" or "gbk" or "cp936" => Page("gb2312"),
        "euc-kr" or "ks_c_5601-1987" => Page("ks_c_5601-1987"),
        "big5" or "shift_jis" or "euc-jp" or "iso-2022-jp" or "gb18030" or "koi8-r" or "koi8-u" => Page(name),
        ['c', 'p', '1', '2', '5', var page] => Page($"windows-125{page}"),
        _ when name.StartsWith("iso-8859-", StringComparison.Ordinal) || name.StartsWith("windows-125", StringComparison.Ordinal) => Page(name),
        _ => null,
    };

    private static Encoding StrictUtf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static Encoding? Page(string name) =>
        CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback);
}

/// <summary>The encoded words that a charset is written in (RFC 2047, 4).</summary>
internal enum WordForm
{
    /// <summary>None: plain ASCII.</summary>
    None,

    /// <summary>Q.</summary>
    Quoted,

    /// <summary>B.</summary>
    Base64,

    /// <summary>The shorter of both; Q where they are alike.</summary>
    Shortest,
}
