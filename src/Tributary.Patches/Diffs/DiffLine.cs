namespace Tributary.Patches;

/// <summary>Tells the lines of diffs apart: git's, and those of diff, CVS, Subversion and Mercurial.</summary>
internal static class DiffLine
{
    // How far below "Index:" or "diff" the names of the files may stand.
    private const int HeaderLines = 8;

    /// <summary>The line that begins at a place, without its end; and where the next one begins.</summary>
    public static ReadOnlySpan<char> At(ReadOnlySpan<char> text, int start, out int next)
    {
        var length = text[start..].IndexOf('\n');
        if (length < 0)
        {
            next = text.Length;
            return text[start..];
        }

        next = start + length + 1;
        return text.Slice(start, length);
    }

    /// <summary>True when the line at a place begins a diff: its names are followed by what only a diff has.</summary>
    public static bool StartsDiff(ReadOnlySpan<char> text, int start)
    {
        switch (text[start])
        {
            case 'd' when text[start..].StartsWith("diff "):
            case 'I' when text[start..].StartsWith("Index: "):
                return IsFollowedByNames(text, start);
            case '-' when text[start..].StartsWith("--- "):
                return IsNamesAndHunk(text, start);
            default:
                return false;
        }
    }

    /// <summary>True for the lines that stand above the hunks of a file.</summary>
    public static bool IsHeader(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty) return false;
        return line[0] switch
        {
            'd' => line.StartsWith("diff ") || line.StartsWith("deleted file mode ") || line.StartsWith("dissimilarity index "),
            'i' => line.StartsWith("index "),
            'I' => line.StartsWith("Index: "),
            'n' => line.StartsWith("new file mode ") || line.StartsWith("new mode "),
            'o' => line.StartsWith("old mode "),
            'r' => line.StartsWith("rename ") || line.StartsWith("retrieving revision "),
            'c' => line.StartsWith("copy from ") || line.StartsWith("copy to "),
            's' => line.StartsWith("similarity index "),
            'R' => line.StartsWith("RCS file: "),
            '=' => line.StartsWith("======"),
            '-' => line.StartsWith("--- "),
            '+' => line.StartsWith("+++ "),
            'B' => IsBinaryNote(line),
            'G' => line.StartsWith("GIT binary patch"),
            'P' => line.StartsWith("Property changes on: "),
            _ => false,
        };
    }

    /// <summary>True for <c>Binary files a/x and b/x differ</c>.</summary>
    public static bool IsBinaryNote(ReadOnlySpan<char> line) => line.StartsWith("Binary file") && line.TrimEnd().EndsWith(" differ");

    /// <summary>Reads <c>@@ -1,7 +1,8 @@</c>; a count that is not given is 1.</summary>
    public static bool TryReadHunk(ReadOnlySpan<char> line, out int oldCount, out int newCount)
    {
        oldCount = newCount = 0;
        if (!line.StartsWith("@@ -")) return false;
        var rest = line[4..];
        if (!TryReadRange(ref rest, out oldCount) || !rest.StartsWith(" +")) return false;
        rest = rest[2..];
        return TryReadRange(ref rest, out newCount) && rest.StartsWith(" @@");
    }

    private static bool TryReadRange(ref ReadOnlySpan<char> rest, out int count)
    {
        count = 1;
        if (!SubjectWord.TryReadDigits(rest, 9, out _, out var length)) return false;
        rest = rest[length..];
        if (!rest.StartsWith(",")) return true;
        if (!SubjectWord.TryReadDigits(rest[1..], 9, out count, out length)) return false;
        rest = rest[(length + 1)..];
        return true;
    }

    private static bool IsNamesAndHunk(ReadOnlySpan<char> text, int start)
    {
        At(text, start, out var next);
        if (!text[next..].StartsWith("+++ ")) return false;
        At(text, next, out next);
        // Whatever the header says: people edit it, and mail programs wrap it.
        return text[next..].StartsWith("@@");
    }

    private static bool IsFollowedByNames(ReadOnlySpan<char> text, int start)
    {
        var isGit = text[start..].StartsWith("diff --git ");
        At(text, start, out var next);
        for (var count = 0; count < HeaderLines && next < text.Length; count++)
        {
            if (text[next..].StartsWith("--- ")) return IsNamesAndHunk(text, next);
            var line = At(text, next, out next);
            if (IsBinaryNote(line) || line.StartsWith("Cannot display: file marked as a binary type")) return true;
            if (isGit && IsGitHeader(line)) return true;
            // A long name may be wrapped by the mail program: one line that is no header is let pass.
            if (!IsHeader(line) && count > 0) return false;
        }

        return false;
    }

    private static bool IsGitHeader(ReadOnlySpan<char> line) =>
        !line.IsEmpty && line[0] is 'i' or 'n' or 'o' or 'r' or 'c' or 's' or 'd' or 'G' && IsHeader(line) && !line.StartsWith("diff ");
}
