using System.Text;

namespace Tributary.Mail;

/// <summary>
/// A structured value with parameters: Content-Type, Content-Disposition (RFC 2045, 5.1; RFC 2183), with RFC 2231's continuations
/// and charsets.
/// </summary>
internal sealed class MimeParameters
{
    private const int MostParameters = 100;

    private readonly List<(string Name, byte[] Bytes, bool IsQuoted)> _parameters = [];

    private MimeParameters(string value) => Value = value;

    /// <summary>What stands before the first semicolon, in lower case, e.g. <c>text/plain</c>.</summary>
    public string Value { get; }

    /// <summary>Reads a value; never fails.</summary>
    public static MimeParameters Parse(ReadOnlySpan<byte> raw)
    {
        var value = HeaderText.Unfold(raw.Trim(" \t\r\n"u8));
        var end = value.IndexOfAny(";( \t"u8);
        var result = new MimeParameters(HeaderText.DecodeUnfolded(end < 0 ? value : value[..end], fallback: null).ToLowerInvariant());
        if (end >= 0) result.ReadParameters(value[end..]);
        return result;
    }

    /// <summary>A parameter that is a word (charset, boundary): decoded, or null when it is not there.</summary>
    public string? Find(string name)
    {
        foreach (var (other, bytes, _) in _parameters)
        {
            if (other == name) return Encoding.Latin1.GetString(bytes);
        }

        return FindExtended(name);
    }

    /// <summary>The bytes of a parameter as they stand, or null.</summary>
    public byte[]? FindBytes(string name) => _parameters.Find(parameter => parameter.Name == name).Bytes;

    /// <summary>A parameter that is text for people (a file name), in any of the ways that mailers write it; null when absent.</summary>
    public string? FindText(string name)
    {
        if (FindExtended(name) is { } extended) return CleanLine.Of(extended);
        var plain = FindBytes(name);
        return plain is null ? null : HeaderText.DecodeUnfolded(plain, fallback: null);
    }

    // name*=utf-8''caf%C3%A9 and name*0*=utf-8''caf; name*1="%C3%A9"
    private string? FindExtended(string name)
    {
        if (!IsExtended(name)) return null;
        List<byte> bytes = [];
        var charset = "";
        var single = _parameters.Find(parameter => parameter.Name == name + "*").Bytes;
        if (single is not null)
        {
            Append(bytes, StripCharset(single, ref charset), isPercent: true);
        }
        else
        {
            for (var i = 0; i < MostParameters; i++)
            {
                var numbered = $"{name}*{i}";
                var (found, part, _) = _parameters.Find(parameter => parameter.Name == numbered || parameter.Name == numbered + "*");
                if (part is null) break;
                var isPercent = found.EndsWith('*');
                Append(bytes, isPercent && i == 0 ? StripCharset(part, ref charset) : part, isPercent);
            }

            if (bytes.Count == 0) return null;
        }

        return MailCharsets.Decode(bytes.ToArray(), charset, out _);
    }

    // Nearly no parameter is: the names that it would have are not made.
    private bool IsExtended(string name)
    {
        foreach (var (other, _, _) in _parameters)
        {
            if (other.Length > name.Length && other[name.Length] == '*' && other.StartsWith(name, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static ReadOnlySpan<byte> StripCharset(ReadOnlySpan<byte> value, ref string charset)
    {
        var first = value.IndexOf((byte)'\'');
        if (first < 0) return value;
        var second = value[(first + 1)..].IndexOf((byte)'\'');
        if (second < 0) return value;
        charset = Encoding.Latin1.GetString(value[..first]);
        return value[(first + second + 2)..];
    }

    private static void Append(List<byte> bytes, ReadOnlySpan<byte> value, bool isPercent)
    {
        Span<byte> escape = stackalloc byte[3];
        for (var i = 0; i < value.Length; i++)
        {
            if (isPercent && value[i] == '%' && i + 2 < value.Length)
            {
                value.Slice(i, 3).CopyTo(escape);
                escape[0] = (byte)'=';
                if (QuotedPrintable.TryReadEscape(escape, out var decoded))
                {
                    bytes.Add(decoded);
                    i += 2;
                    continue;
                }
            }

            bytes.Add(value[i]);
        }
    }

    private void ReadParameters(ReadOnlySpan<byte> rest)
    {
        rest = rest.IndexOf((byte)'(') < 0 ? rest : StripCommentsOutsideQuotes(rest);
        while (_parameters.Count < MostParameters)
        {
            rest = rest.TrimStart("; \t"u8);
            var equals = rest.IndexOf((byte)'=');
            if (equals <= 0) return;
            var name = Encoding.Latin1.GetString(rest[..equals].Trim(" \t"u8)).ToLowerInvariant();
            // "x; charset=y": what stands before the last blank or semicolon is no name
            name = name[(name.LastIndexOfAny([';', ' ']) + 1)..];
            rest = rest[(equals + 1)..].TrimStart(" \t"u8);
            var isQuoted = rest is [(byte)'"', ..];
            var value = isQuoted ? TakeQuoted(ref rest) : TakeToken(ref rest);
            _parameters.Add((name, value, isQuoted));
        }
    }

    private static ReadOnlySpan<byte> StripCommentsOutsideQuotes(ReadOnlySpan<byte> rest) =>
        rest.IndexOf((byte)'"') < 0 ? Comments.Strip(rest) : rest;

    private static byte[] TakeToken(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)';');
        var token = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[end..];
        return token.Trim(" \t\""u8).ToArray();
    }

    private static byte[] TakeQuoted(ref ReadOnlySpan<byte> rest)
    {
        var value = new byte[rest.Length];
        var length = 0;
        var i = 1;
        for (; i < rest.Length && rest[i] != '"'; i++)
        {
            if (rest[i] == '\\' && i + 1 < rest.Length) i++;
            value[length++] = rest[i];
        }

        rest = rest[Math.Min(i + 1, rest.Length)..];
        return value[..length];
    }
}
