using System.Text;

namespace Tributary.Mail;

/// <summary>Cuts the body of a multipart at its boundary (RFC 2046, 5.1).</summary>
internal static class Multipart
{
    // RFC 2046, 5.1.1
    private const int LongestBoundary = 70;

    private static ReadOnlySpan<byte> Field => "Content-"u8;

    /// <summary>The parts between the boundaries, in order, without the line end that belongs to each boundary.</summary>
    /// <param name="body">The multipart's body.</param>
    /// <param name="boundary">The boundary as the parameter gives it.</param>
    /// <param name="limit">How many parts at the most.</param>
    /// <param name="isClosed">True when the closing boundary is there.</param>
    public static List<Range> Split(ReadOnlySpan<byte> body, ReadOnlySpan<byte> boundary, int limit, out bool isClosed)
    {
        List<Range> parts = [];
        isClosed = false;
        Span<byte> delimiter = new byte[boundary.Length + 2];
        delimiter.Fill((byte)'-');
        boundary.CopyTo(delimiter[2..]);
        var start = -1;
        var at = 0;
        while (body[at..].IndexOf(delimiter) is >= 0 and var skip)
        {
            at += skip;
            if (!IsDelimiterLine(body, at, delimiter.Length, out var next, out var isLast))
            {
                at += 1;
                continue;
            }

            if (start >= 0) parts.Add(start..Math.Max(start, LineEndBefore(body, at)));
            start = at = next;
            isClosed = isLast;
            if (isLast || parts.Count > limit) return parts;
        }

        if (start >= 0) parts.Add(start..body.Length);
        return parts;
    }

    /// <summary>The boundary that a body shows: what follows <c>--</c> on the first line that stands above a part's header field; empty when none does.</summary>
    public static ReadOnlySpan<byte> FindBoundary(ReadOnlySpan<byte> body)
    {
        while (!body.IsEmpty)
        {
            var end = body.IndexOf((byte)'\n');
            if (end < 0) break;
            var line = body[..end].TrimEnd(" \t\r"u8);
            body = body[(end + 1)..];
            if (line.Length is > 2 and <= LongestBoundary + 2 && line.StartsWith("--"u8) && Ascii.EqualsIgnoreCase(body[..Math.Min(body.Length, Field.Length)], Field)) return line[2..];
        }

        return default;
    }

    // A boundary that only begins like this one is another's.
    private static bool IsDelimiterLine(ReadOnlySpan<byte> body, int at, int length, out int next, out bool isLast)
    {
        next = 0;
        isLast = false;
        if (at > 0 && body[at - 1] != '\n') return false;
        var rest = body[(at + length)..];
        isLast = rest.StartsWith("--"u8);
        if (isLast) rest = rest[2..];
        var end = rest.IndexOf((byte)'\n');
        var line = end < 0 ? rest : rest[..end];
        next = end < 0 ? body.Length : body.Length - rest.Length + end + 1;
        return line.Trim(" \t\r"u8).IsEmpty;
    }

    private static int LineEndBefore(ReadOnlySpan<byte> body, int at)
    {
        if (at > 0 && body[at - 1] == '\n') at--;
        if (at > 0 && body[at - 1] == '\r') at--;
        return at;
    }
}
