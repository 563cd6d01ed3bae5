using System.Collections.Immutable;
using System.Text;

namespace Tributary.Mail;

/// <summary>
/// The header fields as Patchwork keeps and shows them: each is taken apart and written again by Python's email package (folded at
/// 78 columns, encoded words made anew), whose behaviour this is. Clients compare these texts.
/// </summary>
public static class RefoldedHeaders
{
    // From here on a byte is no ASCII; as a character it becomes a lone surrogate, which no charset makes of real text.
    private const byte FirstHigh = 0x80;
    private const char HighBase = '\udc00';

    /// <summary>All fields of a message in order; those that Python refuses to write are left out.</summary>
    /// <param name="message">Any message.</param>
    public static ImmutableArray<RefoldedHeader> Of(Message message)
    {
        var fields = ImmutableArray.CreateBuilder<RefoldedHeader>(message.Headers.Length);
        foreach (var header in message.Headers)
        {
            if (Refold(header.Name, header.RawValue) is not { } value) continue;
            // What is kept is read again as a header block: a line that is no continuation ends it.
            if (!TryReadBack(value, out var read))
            {
                fields.Add(new(header.Name, read));
                break;
            }

            fields.Add(new(header.Name, read));
        }

        return fields.ToImmutable();
    }

    /// <summary>The first field of that name, as Patchwork keeps it; empty when there is none.</summary>
    /// <param name="headers">The fields.</param>
    /// <param name="name">Its name, in any case.</param>
    public static string Find(ImmutableArray<RefoldedHeader> headers, string name)
    {
        foreach (var header in headers)
        {
            if (header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return header.Value;
        }

        return "";
    }

    /// <summary>A field that was kept, as it is written into a mail once more: a line that was left wide by the first folding is broken by the second.</summary>
    /// <param name="header">A field out of <see cref="Of"/>, in ASCII.</param>
    /// <returns>Its value, with LF between its lines.</returns>
    public static string Again(RefoldedHeader header) => FoldedValue.Write([new(header.Value, ChunkCharset.UsAscii)], header.Name.Length + 2);

    private static string? Refold(string name, ReadOnlySpan<byte> raw)
    {
        var value = raw.TrimStart(" \t"u8).TrimEnd("\r\n"u8);
        var is8Bit = value.ContainsAnyInRange(FirstHigh, byte.MaxValue);
        var chunks = is8Bit ? [new HeaderChunk(Escape(value), ChunkCharset.Unknown)] : HeaderChunks.Read(Encoding.ASCII.GetString(value));
        if (chunks is null) return null;
        var folded = FoldedValue.Write(chunks, name.Length + 2);
        return HoldsField(folded) ? null : folded;
    }

    private static string Escape(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var value in bytes) text.Append(value >= FirstHigh ? (char)(HighBase + value) : (char)value);
        return text.ToString();
    }

    // A line that looks like a field of its own is not written: it would inject one.
    private static bool HoldsField(string value)
    {
        for (var at = value.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = value.IndexOf('\n', at + 1))
        {
            var rest = value.AsSpan(at + 1);
            var colon = rest.IndexOf(':');
            if (colon > 0 && rest[..colon].IndexOfAny(" \t") < 0) return true;
        }

        return false;
    }

    private static bool TryReadBack(string value, out string read)
    {
        read = value.TrimStart(' ', '\t').TrimEnd('\r', '\n');
        for (var at = read.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = read.IndexOf('\n', at + 1))
        {
            if (at + 1 < read.Length && read[at + 1] is ' ' or '\t') continue;
            read = read[..at];
            return false;
        }

        return true;
    }
}
