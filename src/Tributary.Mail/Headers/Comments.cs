namespace Tributary.Mail;

/// <summary>Comments in round brackets (RFC 5322, 3.2.2); they nest.</summary>
internal static class Comments
{
    /// <summary>Where the comment ends that begins with the first byte: the place after its bracket, or -1 when it never ends.</summary>
    public static int FindEnd(ReadOnlySpan<byte> value)
    {
        var depth = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\') i++;
            else if (value[i] == '(') depth++;
            else if (value[i] == ')' && --depth == 0) return i + 1;
        }

        return -1;
    }

    /// <summary>The value with a blank for each comment; a comment that never ends runs to the end.</summary>
    public static ReadOnlySpan<byte> Strip(ReadOnlySpan<byte> value)
    {
        if (value.IndexOf((byte)'(') < 0) return value;
        var kept = new byte[value.Length];
        var length = 0;
        while (value.IndexOf((byte)'(') is >= 0 and var open)
        {
            value[..open].CopyTo(kept.AsSpan(length));
            length += open;
            kept[length++] = (byte)' ';
            var end = FindEnd(value[open..]);
            value = end < 0 ? default : value[(open + end)..];
        }

        value.CopyTo(kept.AsSpan(length));
        return kept.AsSpan(0, length + value.Length);
    }
}
