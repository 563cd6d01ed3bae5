using System.Text;
using Tributary.Mail;

namespace Tributary.Policy;

/// <summary>The text of a patch file as the script reads it: the bytes themselves; for mail that is encoded for transport (which the script cannot read) header and decoded text.</summary>
public static class PatchText
{
    private const int LongestHeader = 64 * 1024;

    /// <summary>The text.</summary>
    /// <param name="bytes">A patch, a mail or an mbox.</param>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> bytes)
    {
        if (!IsEncoded(bytes.Span)) return bytes;

        using var decoded = new MemoryStream();
        if (bytes.Span.StartsWith("From "u8))
        {
            using var stream = new MemoryStream(bytes.ToArray());
            foreach (var raw in MboxReader.Read(stream)) Write(decoded, raw);
        }
        else
        {
            Write(decoded, bytes);
        }

        return decoded.ToArray();
    }

    private static void Write(MemoryStream decoded, ReadOnlyMemory<byte> raw)
    {
        decoded.Write(raw.Span[..HeaderLength(raw.Span)]);
        decoded.Write("\n\n"u8);
        foreach (var part in MessageReader.Read(raw).Parts)
        {
            if (part.Text is not { } text) continue;
            decoded.Write(Encoding.UTF8.GetBytes(text));
            decoded.Write("\n"u8);
        }
    }

    private static bool IsEncoded(ReadOnlySpan<byte> bytes)
    {
        var header = bytes[..Math.Min(HeaderLength(bytes), LongestHeader)];
        var text = Encoding.Latin1.GetString(header);
        var at = text.IndexOf("\nContent-Transfer-Encoding:", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return text.Contains("\nContent-Type: multipart/", StringComparison.OrdinalIgnoreCase);

        var line = text.AsSpan(at + 1);
        var end = line.IndexOf('\n');
        line = end < 0 ? line : line[..end];
        return line.Contains("quoted-printable", StringComparison.OrdinalIgnoreCase) || line.Contains("base64", StringComparison.OrdinalIgnoreCase);
    }

    private static int HeaderLength(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\n\n"u8);
        var windows = bytes.IndexOf("\r\n\r\n"u8);
        if (windows >= 0 && (end < 0 || windows < end)) end = windows;
        return end < 0 ? bytes.Length : end;
    }
}
