namespace Tributary.Patches;

/// <summary>
/// Finds where a mail goes on with another mail that is not marked by <c>&gt;</c>: the copy below an answer written on top, as some mail programs make it, or a forwarded one.
/// </summary>
internal static class UnmarkedQuote
{
    // From, Sent, To, Cc, Subject: as many lines belong to the head of the copy.
    private const int HeadLines = 6;

    /// <summary>True when from this line on it is another mail.</summary>
    public static bool BeginsAt(ReadOnlySpan<char> text, int at)
    {
        var line = DiffLine.At(text, at, out var next).Trim();
        if (line is ['-', '-', ..]) return IsRule(line.Trim('-').Trim());
        if (IsAttribution(line)) return !IsFollowedByQuote(text, next);
        line = line.TrimStart('*');
        return line.StartsWith("From:", StringComparison.Ordinal) && IsHead(text, next);
    }

    private static bool IsRule(ReadOnlySpan<char> words) =>
        words.Equals("Original Message", StringComparison.OrdinalIgnoreCase) || words.Equals("Forwarded Message", StringComparison.OrdinalIgnoreCase);

    // "On Monday Ann wrote:" above text that bears no mark: whoever answers below a copy begins his own lines otherwise. "As Ann wrote:" is a sentence: what a mail program writes
    // tells the day or the address.
    private static bool IsAttribution(ReadOnlySpan<char> line) =>
        !line.StartsWith(">") && (line.EndsWith(" wrote:") || line.EndsWith(" writes:") || line.EndsWith(" schrieb:"))
        && (line.StartsWith("On ") || line.StartsWith("Am ") || line.Contains('@') || line.ContainsAnyInRange('0', '9'));

    private static bool IsFollowedByQuote(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length)
        {
            var line = DiffLine.At(text, at, out at).Trim();
            // [...] and <snip> stand for what was cut off.
            if (!line.IsEmpty && line[0] is not ('[' or '(' or '<' or '.' or '…')) return line[0] is '>' or '|';
        }

        return true;
    }

    private static bool IsHead(ReadOnlySpan<char> text, int at)
    {
        var (hasDate, hasSubject) = (false, false);
        for (var count = 0; count < HeadLines && at < text.Length; count++)
        {
            var line = DiffLine.At(text, at, out at).Trim().TrimStart('*');
            hasDate |= line.StartsWith("Sent:", StringComparison.Ordinal) || line.StartsWith("Date:", StringComparison.Ordinal);
            hasSubject |= line.StartsWith("Subject:", StringComparison.Ordinal);
        }

        return hasDate && hasSubject;
    }
}
