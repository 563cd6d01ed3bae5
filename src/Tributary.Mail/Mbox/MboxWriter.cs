using System.Buffers;

namespace Tributary.Mail;

/// <summary>
/// Writes messages as an mbox of the kind mboxrd: a separator that names nobody, one <c>&gt;</c> more before each line of
/// <c>&gt;*From </c>, an empty line after each message. git mailsplit and every reader of public-inbox's mailboxes take it.
/// </summary>
public static class MboxWriter
{
    private static readonly string[] Dropped = ["Lines:", "Bytes:", "Content-Length:", "Status:"];

    /// <summary>Writes one message.</summary>
    /// <param name="raw">Its bytes. Header fields by which readers of other kinds of mbox count bytes and lines are left out.</param>
    /// <param name="to">Where to.</param>
    public static void Write(ReadOnlySpan<byte> raw, IBufferWriter<byte> to)
    {
        to.Write("From mboxrd@z Thu Jan  1 00:00:00 1970\n"u8);
        var isHeader = true;
        var isDropped = false;
        var endsLine = true;
        while (!raw.IsEmpty)
        {
            var length = raw.IndexOf((byte)'\n') + 1;
            var line = length == 0 ? raw : raw[..length];
            raw = raw[line.Length..];
            isHeader &= !line.TrimEnd("\r\n"u8).IsEmpty;
            isDropped = isHeader && (line[0] is (byte)' ' or (byte)'\t' ? isDropped : IsDropped(line));
            if (isDropped) continue;
            if (line.TrimStart((byte)'>').StartsWith("From "u8)) to.Write(">"u8);
            to.Write(line);
            endsLine = line[^1] == '\n';
        }

        to.Write(endsLine ? "\n"u8 : "\n\n"u8);
    }

    private static bool IsDropped(ReadOnlySpan<byte> line)
    {
        foreach (var name in Dropped)
        {
            if (line.Length >= name.Length && System.Text.Ascii.EqualsIgnoreCase(line[..name.Length], name)) return true;
        }

        return false;
    }
}
