using System.Buffers;

namespace Tributary.Mail;

/// <summary>Quoted-printable (RFC 2045, 6.7).</summary>
internal static class QuotedPrintable
{
    private const int LongestLine = 76;

    private static ReadOnlySpan<byte> HexDigits => "0123456789ABCDEF"u8;

    /// <summary>
    /// Decodes; an escape that is none stays as it is. Blanks at the end of a line stay too, as git and most mailers have it: the
    /// context lines of a patch need them.
    /// </summary>
    /// <param name="encoded">The encoded bytes.</param>
    /// <param name="isBroken">True when there was an escape that is none.</param>
    public static ReadOnlyMemory<byte> Decode(ReadOnlySpan<byte> encoded, out bool isBroken)
    {
        isBroken = false;
        var decoded = new byte[encoded.Length];
        var length = 0;
        while (encoded.IndexOf((byte)'=') is >= 0 and var at)
        {
            encoded[..at].CopyTo(decoded.AsSpan(length));
            length += at;
            encoded = encoded[at..];
            if (TryReadEscape(encoded, out var value))
            {
                decoded[length++] = value;
                encoded = encoded[3..];
            }
            else if (FindSoftBreak(encoded) is > 0 and var skip)
            {
                encoded = encoded[skip..];
            }
            else
            {
                isBroken = true;
                decoded[length++] = (byte)'=';
                encoded = encoded[1..];
            }
        }

        encoded.CopyTo(decoded.AsSpan(length));
        return decoded.AsMemory(0, length + encoded.Length);
    }

    /// <summary>Encodes text whose lines end in CRLF: lines of at most 76 characters, and no blank that a transport could take off.</summary>
    /// <param name="text">The bytes.</param>
    public static byte[] Encode(ReadOnlySpan<byte> text)
    {
        var encoded = new ArrayBufferWriter<byte>(text.Length + (text.Length / 8) + 16);
        while (!text.IsEmpty)
        {
            var end = text.IndexOf("\r\n"u8);
            EncodeLine(text[..(end < 0 ? text.Length : end)], encoded);
            if (end < 0) break;
            encoded.Write("\r\n"u8);
            text = text[(end + 2)..];
        }

        return encoded.WrittenSpan.ToArray();
    }

    private static void EncodeLine(ReadOnlySpan<byte> line, ArrayBufferWriter<byte> encoded)
    {
        var column = 0;
        for (var at = 0; at < line.Length; at++)
        {
            var value = line[at];
            var isLast = at == line.Length - 1;
            var isPlain = value is > (byte)' ' and < 0x7f and not (byte)'=' || (value is (byte)' ' or (byte)'\t' && !isLast);
            var width = isPlain ? 1 : 3;
            if (column + width > LongestLine - (isLast ? 0 : 1))
            {
                encoded.Write("=\r\n"u8);
                column = 0;
            }

            if (isPlain) encoded.Write([value]);
            else encoded.Write([(byte)'=', HexDigits[value >> 4], HexDigits[value & 15]]);
            column += width;
        }
    }

    /// <summary>Reads <c>=C3</c> at the beginning of the bytes.</summary>
    public static bool TryReadEscape(ReadOnlySpan<byte> encoded, out byte value)
    {
        value = 0;
        if (encoded.Length < 3 || Digit(encoded[1]) is not (>= 0 and var high) || Digit(encoded[2]) is not (>= 0 and var low)) return false;
        value = (byte)((high << 4) | low);
        return true;
    }

    // "=", blanks that a transport added, the line end; or the end of the text.
    private static int FindSoftBreak(ReadOnlySpan<byte> encoded)
    {
        var rest = encoded[1..];
        var blanks = rest.IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'\r');
        if (blanks < 0) return encoded.Length;
        return rest[blanks] == '\n' ? blanks + 2 : 0;
    }

    private static int Digit(byte value) => value switch
    {
        >= (byte)'0' and <= (byte)'9' => value - '0',
        >= (byte)'A' and <= (byte)'F' => value - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => value - 'a' + 10,
        _ => -1,
    };
}
