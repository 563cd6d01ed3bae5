using System.Globalization;
using System.Text;

namespace Tributary.Patches;

/// <summary>Parts a text into words and diff, line by line, as Patchwork's reader does.</summary>
internal sealed class PatchworkDiff
{
    private static readonly string[] Extended =
    [
        "old mode ", "new mode ", "deleted file mode ", "new file mode ", "copy from ", "copy to ", "rename from ", "rename to ",
        "similarity index ", "dissimilarity index ", "index ",
    ];

    private readonly StringBuilder _text = new();
    private readonly StringBuilder _diff = new();
    private readonly StringBuilder _suspected = new();
    private Place _place;
    private int _oldLeft;
    private int _newLeft;
    private bool _hadHunk;

    private enum Place
    {
        Text,
        Suspected,
        OldName,
        NewName,
        Hunk,
        Extended,
    }

    /// <summary>The words and the diff of a text; the diff null when there is none.</summary>
    public static (string Text, string? Diff) Read(string source)
    {
        var reader = new PatchworkDiff();
        for (var at = 0; at <= source.Length;)
        {
            var end = source.IndexOf('\n', at);
            if (end < 0) end = source.Length;
            reader.Take(source.AsSpan(at, end - at));
            at = end + 1;
        }

        reader._text.Append(reader._suspected);
        return (reader._text.ToString(), reader._diff.Length == 0 ? null : reader._diff.ToString());
    }

    private void Take(ReadOnlySpan<char> line)
    {
        switch (_place)
        {
            case Place.Text:
                TakeText(line);
                break;
            case Place.Suspected:
                Suspect(line, StartsExtended(line) ? Place.Extended : line.StartsWith("--- ") ? Place.OldName : Place.Suspected);
                break;
            case Place.OldName:
                if (line.StartsWith("+++ ")) Suspect(line, Place.NewName);
                else Doubt(line);
                break;
            case Place.NewName:
                TakeBehindNames(line);
                break;
            case Place.Hunk:
                TakeHunk(line);
                break;
            default:
                TakeExtended(line);
                break;
        }
    }

    private void TakeText(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("diff ") || line.StartsWith("Index: ")) Suspect(line, Place.Suspected);
        else if (line.StartsWith("--- ")) Suspect(line, Place.OldName);
        else _text.Append(line).Append('\n');
    }

    // Names, or the end of a hunk: another hunk may follow.
    private void TakeBehindNames(ReadOnlySpan<char> line)
    {
        if (TryReadHunk(line))
        {
            Accept(line, Place.Hunk);
        }
        else if (line.StartsWith("--- "))
        {
            Accept(line, Place.OldName);
        }
        else if (_hadHunk && line.StartsWith("\\ No newline at end of file"))
        {
            _diff.Append(line).Append('\n');
        }
        else
        {
            Doubt(line);
        }
    }

    private void TakeHunk(ReadOnlySpan<char> line)
    {
        _diff.Append(line).Append('\n');
        if (!line.StartsWith("\\ No newline at end of file"))
        {
            if (!line.StartsWith("+")) _oldLeft--;
            if (!line.StartsWith("-")) _newLeft--;
        }

        if (_oldLeft > 0 || _newLeft > 0) return;
        _place = Place.NewName;
        _hadHunk = true;
    }

    private void TakeExtended(ReadOnlySpan<char> line)
    {
        if (StartsExtended(line)) Accept(line, Place.Extended);
        else if (line.StartsWith("--- ")) Accept(line, Place.OldName);
        else Suspect(line, Place.Suspected);
    }

    private void Suspect(ReadOnlySpan<char> line, Place place)
    {
        _suspected.Append(line).Append('\n');
        _place = place;
    }

    private void Accept(ReadOnlySpan<char> line, Place place)
    {
        _diff.Append(_suspected).Append(line).Append('\n');
        _suspected.Clear();
        _place = place;
    }

    private void Doubt(ReadOnlySpan<char> line)
    {
        Suspect(line, Place.Suspected);
        if (_hadHunk) return;
        _text.Append(_suspected);
        _suspected.Clear();
        _place = Place.Text;
    }

    // @@ -12,3 +14,5 @@: a count that is not given is 1.
    private bool TryReadHunk(ReadOnlySpan<char> line)
    {
        if (!line.StartsWith("@@ -")) return false;
        var rest = line[4..];
        if (!TryReadCount(ref rest, out var old) || !rest.StartsWith(" +")) return false;
        rest = rest[2..];
        if (!TryReadCount(ref rest, out var added) || !rest.StartsWith(" @@")) return false;
        (_oldLeft, _newLeft) = (old, added);
        return true;
    }

    private static bool TryReadCount(ref ReadOnlySpan<char> rest, out int count)
    {
        count = 1;
        if (!TrySkipDigits(ref rest, out _)) return false;
        if (rest is not [',', ..]) return true;
        rest = rest[1..];
        return TrySkipDigits(ref rest, out var digits) && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out count);
    }

    private static bool TrySkipDigits(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> digits)
    {
        var length = rest.IndexOfAnyExceptInRange('0', '9');
        if (length < 0) length = rest.Length;
        digits = rest[..length];
        rest = rest[length..];
        return length > 0;
    }

    private static bool StartsExtended(ReadOnlySpan<char> line)
    {
        foreach (var start in Extended)
        {
            if (line.StartsWith(start)) return true;
        }

        return false;
    }
}
