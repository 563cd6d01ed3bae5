using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Server;

/// <summary>Reads the lines of a diff one by one: where files begin, what each line is.</summary>
internal sealed class DiffScan
{
    private readonly ImmutableArray<DiffRun>.Builder _runs = ImmutableArray.CreateBuilder<DiffRun>();
    private string _path = "", _oldPath = "", _note = "";
    private int _added, _removed, _oldLeft, _newLeft;
    private bool _sawNames;

    private bool InHunk => _oldLeft > 0 || _newLeft > 0;

    /// <summary>True when this line is the first of a file, given what follows it.</summary>
    public bool BeginsFile(ReadOnlySpan<char> line, ReadOnlySpan<char> rest)
    {
        if (InHunk) return false;
        if (line.StartsWith("diff ") || line.StartsWith("Index: ")) return !(line.StartsWith("diff ") && OnlyIndexYet());
        return _sawNames && line.StartsWith("--- ") && rest.StartsWith("+++ ");
    }

    /// <summary>Takes a line of the section.</summary>
    public void Take(ReadOnlySpan<char> line, int start, int end)
    {
        var kind = InHunk ? TakeInHunk(line) : line.StartsWith("@@ ") && TryBeginHunk(line) ? DiffRunKind.Hunk : TakeHeader(line);
        if (_runs.Count > 0 && _runs[^1] is var last && last.Kind == kind) _runs[^1] = last with { End = end, Lines = last.Lines + 1 };
        else _runs.Add(new(kind, start, end, 1));
    }

    /// <summary>The section that ends here; the next begins.</summary>
    public DiffSection Finish(string text)
    {
        var oldPath = _oldPath.Length > 0 ? _oldPath : _path;
        var section = new DiffSection(_path.Length > 0 ? _path : oldPath, oldPath, _added, _removed, _note, text, _runs.DrainToImmutable());
        (_path, _oldPath, _note) = ("", "", "");
        _added = _removed = _oldLeft = _newLeft = 0;
        _sawNames = false;
        return section;
    }

    // CVS and svn write "Index: path" and then their "diff" line: both are of one file.
    private bool OnlyIndexYet() => !_sawNames && _path.Length > 0 && _runs.Count == 1 && _note.Length == 0 && _oldPath.Length == 0;

    private DiffRunKind TakeInHunk(ReadOnlySpan<char> line)
    {
        switch (line.IsEmpty ? ' ' : line[0])
        {
            case '+':
                _newLeft--;
                _added++;
                return DiffRunKind.Added;
            case '-':
                _oldLeft--;
                _removed++;
                return DiffRunKind.Removed;
            case '\\':
                return DiffRunKind.Context;
            default:
                _oldLeft--;
                _newLeft--;
                return DiffRunKind.Context;
        }
    }

    private bool TryBeginHunk(ReadOnlySpan<char> line)
    {
        var words = line[3..];
        var space = words.IndexOf(' ');
        if (space < 0 || !TryCount(words[..space], '-', out var oldLines)) return false;
        words = words[(space + 1)..];
        space = words.IndexOf(' ');
        if (!TryCount(space < 0 ? words : words[..space], '+', out var newLines)) return false;
        (_oldLeft, _newLeft) = (oldLines, newLines);
        _sawNames = true;
        return true;
    }

    private static bool TryCount(ReadOnlySpan<char> range, char sign, out int count)
    {
        count = 1;
        if (range.IsEmpty || range[0] != sign) return false;
        var comma = range.IndexOf(',');
        if (comma < 0) return int.TryParse(range[1..], NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return int.TryParse(range[(comma + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out count);
    }

    private DiffRunKind TakeHeader(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("+++ ")) (_path, _sawNames) = (NameIn(line[4..]) is { Length: > 0 } name ? name : _path, true);
        else if (line.StartsWith("--- ")) _oldPath = NameIn(line[4..]) is { Length: > 0 } name ? name : _oldPath;
        else if (line.StartsWith("Index: ")) _path = line[7..].Trim().ToString();
        else if (line.StartsWith("diff --git ")) TakeGitLine(line[11..]);
        else if (line.StartsWith("rename from ") || line.StartsWith("copy from ")) (_oldPath, _note) = (After(line, " from "), line[0] == 'r' ? "renamed" : "copied");
        else if (line.StartsWith("rename to ") || line.StartsWith("copy to ")) _path = After(line, " to ");
        else if (line.StartsWith("new file ")) _note = "new";
        else if (line.StartsWith("deleted file ")) _note = "deleted";
        else if (line.StartsWith("new mode ")) _note = "mode";
        else if (line.StartsWith("Binary files ") || line.StartsWith("GIT binary patch")) _note = _note.Length > 0 ? _note + ", binary" : "binary";
        return DiffRunKind.Header;
    }

    // Both names are alike unless the file is renamed, and then "rename from" says it: the half behind the middle space.
    private void TakeGitLine(ReadOnlySpan<char> names)
    {
        var half = names.Length / 2;
        if (names.Length % 2 == 1 && names[half] == ' ') _path = NameIn(names[(half + 1)..]);
        else if (names.LastIndexOf(" b/") is var at and >= 0) _path = names[(at + 3)..].ToString();
    }

    private static string After(ReadOnlySpan<char> line, string word) => line[(line.IndexOf(word) + word.Length)..].Trim().Trim('"').ToString();

    private static string NameIn(ReadOnlySpan<char> words)
    {
        var tab = words.IndexOf('\t');
        var name = (tab < 0 ? words : words[..tab]).Trim().Trim('"');
        if (name is "/dev/null") return "";
        var slash = name.IndexOf('/');
        return slash is > 0 and <= 2 ? name[(slash + 1)..].ToString() : name.ToString();
    }
}
