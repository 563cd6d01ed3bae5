using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Tributary.Mail;

/// <summary>Encoded words (RFC 2047): <c>=?utf-8?q?caf=C3=A9?=</c>, with RFC 2231's language suffix.</summary>
internal ref struct EncodedWords
{
    private const int LongestCharset = 60;

    // RFC 2047 allows 75 characters; mailers write whole subjects. Bounded, so that false beginnings stay cheap.
    private const int LongestWord = 8192;

    private readonly Encoding? _fallback;
    private readonly StringBuilder _text = new();
    private readonly ArrayBufferWriter<byte> _pending = new();
    private string _charset = "";

    private EncodedWords(Encoding? fallback) => _fallback = fallback;

    /// <summary>
    /// Decodes every word. Blanks between two words go; the bytes of neighbours in one charset are joined before they become text,
    /// since mailers split characters. What only looks like a word stays as it is.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> value, Encoding? fallback)
    {
        var words = new EncodedWords(fallback);
        var copied = 0;
        var at = 0;
        while (value[at..].IndexOf("=?"u8) is >= 0 and var skip)
        {
            at += skip;
            if (words.TryTake(value, copied, at, out var end)) copied = at = end;
            else at += 2;
        }

        words.Flush();
        words.AppendRaw(value[copied..]);
        return words._text.ToString();
    }

    private bool TryTake(ReadOnlySpan<byte> value, int copied, int at, out int end)
    {
        end = 0;
        var rest = value[(at + 2)..];
        var mark = rest[..Math.Min(rest.Length, LongestCharset)].IndexOf((byte)'?');
        if (mark <= 0 || mark + 2 >= rest.Length || rest[mark + 2] != '?') return false;
        var name = rest[..mark];
        if (name.ContainsAnyExceptInRange((byte)'!', (byte)'~')) return false;
        var payload = rest[(mark + 3)..];
        var length = payload[..Math.Min(payload.Length, LongestWord)].IndexOf("?="u8);
        if (length < 0) return false;
        var bytes = (rest[mark + 1] | 0x20) switch
        {
            'q' => DecodeQ(payload[..length]),
            'b' => DecodeB(payload[..length]),
            _ => null,
        };
        if (bytes is null) return false;
        Join(value[copied..at], name, bytes);
        end = at + 2 + mark + 3 + length + 2;
        return true;
    }

    private void Join(ReadOnlySpan<byte> gap, ReadOnlySpan<byte> name, byte[] bytes)
    {
        var language = name.IndexOf((byte)'*');
        var charset = Encoding.ASCII.GetString(language < 0 ? name : name[..language]);
        var isNeighbour = _charset.Length > 0 && gap.Trim(" \t"u8).IsEmpty;
        if (!isNeighbour || !charset.Equals(_charset, StringComparison.OrdinalIgnoreCase)) Flush();
        if (!isNeighbour) AppendRaw(gap);
        _charset = charset;
        _pending.Write(bytes);
    }

    private void Flush()
    {
        if (_pending.WrittenCount > 0) _text.Append(MailCharsets.Decode(_pending.WrittenSpan, _charset, out _));
        _pending.Clear();
        _charset = "";
    }

    private readonly void AppendRaw(ReadOnlySpan<byte> raw)
    {
        if (!raw.IsEmpty) _text.Append(MailCharsets.DecodeRaw(raw, _fallback));
    }

    private static byte[] DecodeQ(ReadOnlySpan<byte> payload)
    {
        var bytes = new byte[payload.Length];
        var length = 0;
        for (var i = 0; i < payload.Length; i++)
        {
            if (payload[i] == '=' && QuotedPrintable.TryReadEscape(payload[i..], out var value))
            {
                bytes[length++] = value;
                i += 2;
            }
            else
            {
                bytes[length++] = payload[i] == '_' ? (byte)' ' : payload[i];
            }
        }

        return bytes[..length];
    }

    private static byte[]? DecodeB(ReadOnlySpan<byte> payload)
    {
        var digits = payload.TrimEnd("= "u8);
        Span<byte> padded = new byte[(digits.Length + 3) / 4 * 4];
        padded.Fill((byte)'=');
        digits.CopyTo(padded);
        var bytes = new byte[padded.Length];
        return Base64.DecodeFromUtf8(padded, bytes, out _, out var written) == OperationStatus.Done ? bytes[..written] : null;
    }
}
