namespace Tributary.Patches;

/// <summary>Finds the repository and ref in the text of git request-pull.</summary>
internal static class PullText
{
    private const string Available = "are available in the git repository at:";
    private const int LookAheadLines = 4;

    /// <summary>Repository and ref parted by a blank, or null. Quoted text does not count.</summary>
    public static string? Find(ReadOnlySpan<char> text)
    {
        var from = 0;
        while (true)
        {
            // The words that are written the same by all versions of git: an ordinal search is ten times as fast.
            var found = text[from..].IndexOf(" repository at:");
            if (found < 0) return null;
            var start = text[..(from + found)].LastIndexOf('\n') + 1;
            var line = DiffLine.At(text, start, out var next);
            from = next;
            if (line.Trim().EndsWith(Available, StringComparison.OrdinalIgnoreCase) && !line.StartsWith(">") && ReadUrl(text, next) is { } url) return url;
            if (from >= text.Length) return null;
        }
    }

    private static string? ReadUrl(ReadOnlySpan<char> text, int at)
    {
        for (var count = 0; count < LookAheadLines && at < text.Length; count++)
        {
            var line = DiffLine.At(text, at, out at).Trim();
            if (line.IsEmpty) continue;
            return IsRepository(line) ? Join(line, text, at) : null;
        }

        return null;
    }

    private static bool IsRepository(ReadOnlySpan<char> line)
    {
        var scheme = line.IndexOf("://");
        if (scheme > 0) return !line[..scheme].ContainsAny(" \t");
        var at = line.IndexOf('@');
        return at > 0 && line[at..].Contains(':') && !line[..at].ContainsAny(" \t");
    }

    // "URL REF", "URL \ REF", and the ref wrapped to the next line; without a ref the URL stands alone.
    private static string Join(ReadOnlySpan<char> line, ReadOnlySpan<char> text, int next)
    {
        var end = line.IndexOfAny(" \t\\");
        var url = (end < 0 ? line : line[..end]).ToString();
        var reference = end < 0 ? default : line[end..].Trim(" \t\\");
        if (reference.IsEmpty && next < text.Length) reference = DiffLine.At(text, next, out _).Trim();
        if (reference.ContainsAny(" \t")) reference = reference[..reference.IndexOfAny(" \t")];
        return reference.IsEmpty ? url : $"{url} {reference}";
    }
}
