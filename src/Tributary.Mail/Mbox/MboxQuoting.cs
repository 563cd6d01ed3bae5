namespace Tributary.Mail;

/// <summary>The <c>&gt;</c> before body lines that would look like separators (mboxrd; mboxo quotes only <c>From </c> itself).</summary>
internal static class MboxQuoting
{
    /// <summary>A copy of the message with one <c>&gt;</c> less before each line of <c>&gt;+From </c>.</summary>
    public static byte[] Undo(ReadOnlySpan<byte> message)
    {
        var from = 0;
        var next = FindQuoted(message, ref from);
        if (next < 0) return message.ToArray();
        var copy = new byte[message.Length];
        var length = 0;
        var at = 0;
        while (next >= 0)
        {
            message[at..next].CopyTo(copy.AsSpan(length));
            length += next - at;
            at = next + 1;
            next = FindQuoted(message, ref from);
        }

        message[at..].CopyTo(copy.AsSpan(length));
        Array.Resize(ref copy, length + message.Length - at);
        return copy;
    }

    // Where the next line of ">+From " begins; the search goes on behind it.
    private static int FindQuoted(ReadOnlySpan<byte> message, ref int from)
    {
        while (message[from..].IndexOf(">From "u8) is >= 0 and var skip)
        {
            var at = from + skip;
            from = at + ">From ".Length;
            while (at > 0 && message[at - 1] == '>') at--;
            if (at == 0 || message[at - 1] == '\n') return at;
        }

        return -1;
    }
}
