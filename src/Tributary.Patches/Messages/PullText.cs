namespace Tributary.Patches;

/// <summary>Finds the repository and ref in the text of git request-pull.</summary>
internal static class PullText
{
    // The words that all versions of git write the same: an ordinal search is ten times as fast as one of any case.
    private const string Anchor = "repository at:";
    private const int LookAheadLines = 4;

    private static readonly string[] WordsBefore = ["git", "the", "in", "available", "are"];

    /// <summary>Repository and ref parted by a blank, or null. Quoted text does not count.</summary>
    public static string? Find(ReadOnlySpan<char> text)
    {
        for (var from = 0; from < text.Length;)
        {
            var found = text[from..].IndexOf(Anchor);
            if (found < 0) return null;
            var end = from + found + Anchor.Length;
            if (FollowsWords(text[..(from + found)]) && ReadUrl(text, end) is { } url) return url;
            from = end;
        }

        return null;
    }

    // "are available in the Git repository at:", which a mail program may have wrapped anywhere; a quoting mark is no such word.
    private static bool FollowsWords(ReadOnlySpan<char> before)
    {
        foreach (var word in WordsBefore)
        {
            before = before.TrimEnd();
            if (!before.EndsWith(word, StringComparison.OrdinalIgnoreCase)) return false;
            before = before[..^word.Length];
        }

        return before.IsEmpty || before[^1] is '\n' or ' ' && !before.TrimEnd(' ').EndsWith(">");
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
        return (at > 0 && line[at..].Contains(':') && !line[..at].ContainsAny(" \t")) || IsHostAndPath(line);
    }

    // master.kernel.org:/pub/scm/… as ssh has it, without a name before the host.
    private static bool IsHostAndPath(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(':');
        return colon > 0 && colon + 1 < line.Length && line[colon + 1] is '/' or '~' && line[..colon].Contains('.') && !line[..colon].ContainsAny(" \t/");
    }

    // "URL REF", "URL \ REF", and the ref wrapped to the next line; without a ref the URL stands alone.
    private static string Join(ReadOnlySpan<char> line, ReadOnlySpan<char> text, int next)
    {
        var end = line.IndexOfAny(" \t\\");
        var url = (end < 0 ? line : line[..end]).ToString();
        var reference = end < 0 ? default : line[end..].Trim(" \t\\");
        if (reference.IsEmpty && next < text.Length && DiffLine.At(text, next, out _).Trim() is var below && !below.ContainsAny(" \t")) reference = below;
        if (reference.ContainsAny(" \t")) reference = reference[..reference.IndexOfAny(" \t")];
        return reference.IsEmpty ? url : $"{url} {reference}";
    }
}
