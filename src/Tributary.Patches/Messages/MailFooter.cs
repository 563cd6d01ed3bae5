namespace Tributary.Patches;

/// <summary>Finds what mail programs and lists append: the signature below <c>-- </c>, and list footers.</summary>
internal static class MailFooter
{
    private const int LongestRule = 20;

    // How many lines below a lone "--" the footer of the list may begin, and how many are a signature: more may be a change log.
    private const int FooterLines = 2;

    /// <summary>True when a signature or footer begins with the line at a place.</summary>
    public static bool StartsAt(ReadOnlySpan<char> text, int at)
    {
        var line = DiffLine.At(text, at, out var next);
        if (line.IsEmpty || line[0] is not ('-' or '_' or 'T')) return false;
        return line is "-- " || IsBareSignature(text, line, next) || IsListFooter(line);
    }

    /// <summary>
    /// Where the text ends and its signature or footer begins; the text's length when it has none. A signature with quotes or
    /// words to a bot (<c>pw-bot: cr</c>) below it is no signature.
    /// </summary>
    public static int Find(ReadOnlySpan<char> text)
    {
        var end = text.Length;
        var found = end;
        // Backwards: the lines near the end decide.
        while (end > 0)
        {
            var start = text[..(end - 1)].LastIndexOf('\n') + 1;
            var line = text[start..end].TrimEnd('\n');
            if (IsSpoken(line)) break;
            if (StartsAt(text, start)) found = start;
            end = start;
        }

        return found;
    }

    private static bool IsSpoken(ReadOnlySpan<char> line) => line.StartsWith(">") || line.Contains("-bot:", StringComparison.Ordinal);

    // Some mail programs cut the blank off: "--" counts when the version of git or a list's footer follows.
    private static bool IsBareSignature(ReadOnlySpan<char> text, ReadOnlySpan<char> line, int next)
    {
        if (line.TrimEnd() is not "--") return false;
        var isShort = IsShort(text, next);
        for (var count = 0; count < FooterLines && next < text.Length; count++)
        {
            var below = DiffLine.At(text, next, out next);
            if (IsListFooter(below) || (count == 0 && IsGitVersion(below))) return true;
        }

        return isShort;
    }

    // A name and a firm end the text, and neither is a tag nor a version's change log.
    private static bool IsShort(ReadOnlySpan<char> text, int at)
    {
        for (var count = 0; count < FooterLines && at < text.Length; count++)
        {
            if (TrailerLine.TryRead(DiffLine.At(text, at, out at), out _, out _)) return false;
        }

        return text[at..].IsWhiteSpace();
    }

    private static bool IsGitVersion(ReadOnlySpan<char> line) =>
        line is [>= '0' and <= '9', .., >= '0' and <= '9'] or [>= '0' and <= '9', ..] && line.Length < 60 && line.Contains('.') && line.IndexOfAnyExceptInRange('\0', '~') < 0;

    private static bool IsListFooter(ReadOnlySpan<char> line) =>
        (line.Length >= LongestRule && line[0] == '_' && line.TrimEnd().IndexOfAnyExcept('_') < 0) || line.StartsWith("To unsubscribe from this list: ")
        || line.StartsWith("To unsubscribe from this group ");
}
