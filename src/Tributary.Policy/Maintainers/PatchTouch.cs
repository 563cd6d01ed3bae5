using System.Text;

namespace Tributary.Policy;

/// <summary>
/// What a patch tells of whom it concerns, read from its text line by line as the script does, headers and commit message too: the paths it
/// touches, the commits it fixes, and the lines in which K patterns are looked for.
/// </summary>
public sealed class PatchTouch
{
    private readonly List<PatchLine> _lines = [];
    private readonly string _text;

    private PatchTouch(string text) => _text = text;

    /// <summary>The paths, each as often as it is named; of a new or deleted file <c>dev/null</c> too.</summary>
    internal List<string> Paths { get; } = [];

    /// <summary>The commits of its <c>Fixes:</c> lines, 6 to 40 hex digits as written.</summary>
    internal List<string> Fixes { get; } = [];

    /// <summary>True when it names a file.</summary>
    public bool IsPatch => Paths.Count > 0;

    /// <summary>Reads a patch: a mail, an mbox, or what git format-patch or git diff printed.</summary>
    /// <param name="bytes">Its text as it is sent, not encoded.</param>
    public static PatchTouch Read(ReadOnlySpan<byte> bytes)
    {
        var touch = new PatchTouch(Encoding.Latin1.GetString(bytes));
        touch.ReadLines();
        return touch;
    }

    /// <summary>True when a K pattern is in one of its lines: anywhere above the first diff, below it as the script has it (added and removed lines).</summary>
    internal bool Holds(PerlPattern pattern)
    {
        if (!pattern.MayMatch(_text)) return false;
        foreach (var line in _lines)
        {
            var text = _text.AsSpan(line.Start, line.Length);
            if (MayMatch(pattern, text) && (line.IsDiff ? pattern.IsMatchInDiff(text) : pattern.IsMatch(text))) return true;
        }

        return false;
    }

    private static bool MayMatch(PerlPattern pattern, ReadOnlySpan<char> text)
    {
        if (pattern.Words.IsEmpty) return true;
        foreach (var word in pattern.Words)
        {
            if (text.Contains(word, pattern.Comparison)) return true;
        }

        return false;
    }

    private void ReadLines()
    {
        var isDiff = false;
        for (var at = 0; at < _text.Length;)
        {
            var end = _text.IndexOf('\n', at);
            end = end < 0 ? _text.Length : end + 1;
            var line = _text.AsSpan(at, end - at);
            if (!TakeNames(line, ref isDiff) && !IsHunk(line)) _lines.Add(new(at, end - at, isDiff));
            at = end;
        }
    }

    private bool TakeNames(ReadOnlySpan<char> line, ref bool isDiff)
    {
        if (line.IsEmpty || line[0] is not (' ' or 'r' or 'd' or 'F' or '+' or '-')) return false;
        if (line.StartsWith(" mode change ", StringComparison.Ordinal)) return TakeMode(line);
        if (line.StartsWith("rename from ", StringComparison.Ordinal)) return TakeOne(line["rename from ".Length..]);
        if (line.StartsWith("rename to ", StringComparison.Ordinal)) return TakeOne(line["rename to ".Length..]);
        if (line.StartsWith("diff --git a/", StringComparison.Ordinal)) return TakeBoth(line["diff --git a/".Length..]);
        if (line.StartsWith("Fixes:", StringComparison.Ordinal)) return TakeFixes(line["Fixes:".Length..]);
        if (!line.StartsWith("+++", StringComparison.Ordinal) && !line.StartsWith("---", StringComparison.Ordinal)) return false;

        var name = line[3..].TrimStart();
        if (name.IsEmpty || name.Length == line.Length - 3) return false;
        var word = WordOf(name);
        Paths.Add(word[(word.IndexOf('/') + 1)..].ToString());
        isDiff = true;
        return true;
    }

    //  mode change 100644 => 100755 path
    private bool TakeMode(ReadOnlySpan<char> line)
    {
        var arrow = line.IndexOf(" => ");
        if (arrow < 0 || !IsOctal(line[" mode change ".Length..arrow])) return false;
        var rest = line[(arrow + 4)..];
        var space = rest.IndexOf(' ');
        return space > 0 && IsOctal(rest[..space]) && TakeOne(rest[(space + 1)..]);
    }

    private bool TakeOne(ReadOnlySpan<char> rest)
    {
        var word = WordOf(rest);
        if (word.IsEmpty || !rest[word.Length..].IsWhiteSpace()) return false;
        Paths.Add(word.ToString());
        return true;
    }

    private bool TakeBoth(ReadOnlySpan<char> rest)
    {
        var first = WordOf(rest);
        if (first.IsEmpty || !rest[first.Length..].StartsWith(" b/", StringComparison.Ordinal)) return false;
        var second = WordOf(rest[(first.Length + 3)..]);
        if (second.IsEmpty || !rest[(first.Length + 3 + second.Length)..].IsWhiteSpace()) return false;
        Paths.Add(first.ToString());
        Paths.Add(second.ToString());
        return true;
    }

    private bool TakeFixes(ReadOnlySpan<char> rest)
    {
        var id = rest.TrimStart();
        if (id.Length == rest.Length) return false;
        var digits = 0;
        while (digits < id.Length && digits < 40 && char.IsAsciiHexDigit(id[digits])) digits++;
        if (digits < 6) return false;
        Fixes.Add(id[..digits].ToString());
        return true;
    }

    private static ReadOnlySpan<char> WordOf(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && text[end] is not (' ' or (>= '\t' and <= '\r'))) end++;
        return text[..end];
    }

    private static bool IsOctal(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '7');

    // @@ -1,2
    private static bool IsHunk(ReadOnlySpan<char> line)
    {
        if (!line.StartsWith("@@ -", StringComparison.Ordinal)) return false;
        var rest = line[4..];
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && rest[digits] == ',' && digits + 1 < rest.Length && char.IsAsciiDigit(rest[digits + 1]);
    }

    private readonly record struct PatchLine(int Start, int Length, bool IsDiff);
}
