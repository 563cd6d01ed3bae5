using System.Globalization;

namespace Tributary.Server.Tests;

/// <summary>A file as it was and is around a diff: what the diff does not show is filled up.</summary>
internal sealed record RebuiltFile(string Path, string? Before, string? After)
{
    /// <summary>The files of a diff; null for one that renames, or is binary.</summary>
    public static RebuiltFile[]? Of(string diff)
    {
        if (diff.Contains("\nrename ", StringComparison.Ordinal) || diff.Contains("\nGIT binary", StringComparison.Ordinal) || diff.Contains("\nBinary files", StringComparison.Ordinal)) return null;
        return [.. ("\n" + diff).Split("\ndiff --git ").Skip(1).Select(static file => One(file.Split('\n'))).OfType<RebuiltFile>()];
    }

    private static RebuiltFile? One(string[] lines)
    {
        var path = lines[0].Split(' ')[^1][2..];
        var (before, after) = (new List<string>(), new List<string>());
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("@@ -", StringComparison.Ordinal)) continue;
            var words = lines[i].Split(' ');
            var (start, oldLeft) = Range(words[1]);
            var (_, newLeft) = Range(words[2]);
            for (var shown = before.Count; shown < start - 1; shown++)
            {
                var filler = $"/* {path} {shown.ToString(CultureInfo.InvariantCulture)} */";
                before.Add(filler);
                after.Add(filler);
            }

            for (i++; i < lines.Length && (oldLeft > 0 || newLeft > 0); i++)
            {
                if (lines[i].StartsWith('\\')) continue;
                var text = lines[i].Length > 0 ? lines[i][1..] : "";
                if (!lines[i].StartsWith('+')) { before.Add(text); oldLeft--; }
                if (!lines[i].StartsWith('-')) { after.Add(text); newLeft--; }
            }

            i--;
        }

        return before.Count == 0 && after.Count == 0 ? null : new(path, Text(before, lines, "--- /dev/null"), Text(after, lines, "+++ /dev/null"));
    }

    private static string? Text(List<string> content, string[] lines, string absent) => lines.Contains(absent) ? null : string.Concat(content.Select(static line => line + "\n"));

    private static (int Start, int Count) Range(string text)
    {
        var numbers = text[1..].Split(',');
        return (int.Parse(numbers[0], CultureInfo.InvariantCulture), numbers.Length > 1 ? int.Parse(numbers[1], CultureInfo.InvariantCulture) : 1);
    }
}
