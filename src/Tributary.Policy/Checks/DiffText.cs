using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Policy;

/// <summary>The lines of a patch's hunks, each with its file and number.</summary>
public sealed class DiffText
{
    private DiffText(ImmutableArray<Line> lines, ImmutableArray<Line> added) => (Lines, Added) = (lines, added);

    /// <summary>A line of a hunk.</summary>
    /// <param name="Path">The file, after the change (before it where it is deleted).</param>
    /// <param name="Sign"><c>+</c>, <c>-</c> or a blank.</param>
    /// <param name="Text">The line without its sign.</param>
    /// <param name="FileLine">Its number in the file after the change, from 1; of a removed line that of the line behind it.</param>
    /// <param name="DiffLine">Its number in the diff, from 0.</param>
    public readonly record struct Line(string Path, char Sign, string Text, int FileLine, int DiffLine)
    {
        /// <summary>True for a line that the patch adds.</summary>
        public bool IsAdded => Sign == '+';
    }

    /// <summary>The place of the first hunk that does not hold the lines it announces; null for a sound diff.</summary>
    public Line? Damage { get; private init; }

    /// <summary>All lines of all hunks, in order.</summary>
    public ImmutableArray<Line> Lines { get; }

    /// <summary>The lines that are added.</summary>
    public ImmutableArray<Line> Added { get; }

    /// <summary>The lines that are removed.</summary>
    public IEnumerable<Line> Removed => Lines.Where(line => line.Sign == '-');

    /// <summary>Reads a diff, as <see cref="Tributary.Patches.PatchMail.Diff"/> has it; null gives no lines. Linear, and never throws.</summary>
    public static DiffText Read(string? diff)
    {
        var (lines, added) = (ImmutableArray.CreateBuilder<Line>(), ImmutableArray.CreateBuilder<Line>());
        if (diff is null) return new([], []);
        var reader = new HunkReader();
        var number = 0;
        foreach (var range in diff.AsSpan().Split('\n'))
        {
            if (reader.Take(diff.AsSpan(range), number) is { } sign)
            {
                var line = new Line(reader.Path, sign, diff.AsSpan(range) is [_, .. var text] ? text.ToString() : "", sign == '-' ? reader.NewLine : reader.NewLine - 1, number);
                lines.Add(line);
                if (line.IsAdded) added.Add(line);
            }

            number++;
        }

        return new(lines.ToImmutable(), added.ToImmutable()) { Damage = reader.FindDamage() };
    }

    private struct HunkReader()
    {
        private int oldLeft;
        private int newLeft;
        private string oldPath = "";
        private int hunkStart;
        private Line? damage;

        /// <summary>The first hunk that lacks lines, the last one too; null where all are whole.</summary>
        public readonly Line? FindDamage() => damage ?? (oldLeft > 0 || newLeft > 0 ? new Line(Path, ' ', "", 0, hunkStart) : null);

        public string Path { get; private set; } = "";

        // Of the next line of the file.
        public int NewLine { get; private set; }

        /// <summary>Takes a line; the sign where it is one of a hunk.</summary>
        public char? Take(ReadOnlySpan<char> line, int number)
        {
            if (oldLeft > 0 || newLeft > 0)
            {
                switch (line.IsEmpty ? ' ' : line[0])
                {
                    case '+':
                        newLeft--;
                        NewLine++;
                        return '+';
                    case '-':
                        oldLeft--;
                        return '-';
                    case ' ':
                        oldLeft--;
                        newLeft--;
                        NewLine++;
                        return ' ';
                    case '\\':
                        return null;
                    default:
                        damage ??= new(Path, ' ', "", 0, number);
                        oldLeft = newLeft = 0;
                        break;
                }
            }

            if (line.StartsWith("--- ")) oldPath = PathOf(line[4..]);
            else if (line.StartsWith("+++ ")) Path = PathOf(line[4..]) is var path && path == "/dev/null" ? oldPath : path;
            else if (line.StartsWith("@@ -"))
            {
                hunkStart = number;
                ReadHunk(line[4..]);
            }

            return null;
        }

        private void ReadHunk(ReadOnlySpan<char> line)
        {
            oldLeft = ReadCount(ref line, out _);
            line = line.TrimStart(" +");
            newLeft = ReadCount(ref line, out var start);
            NewLine = start;
        }

        private static int ReadCount(ref ReadOnlySpan<char> line, out int start)
        {
            start = ReadNumber(ref line);
            if (line is not [',', ..]) return 1;
            line = line[1..];
            return ReadNumber(ref line);
        }

        private static int ReadNumber(ref ReadOnlySpan<char> line)
        {
            var end = line.IndexOfAnyExceptInRange('0', '9');
            if (end < 0) end = line.Length;
            _ = int.TryParse(line[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            line = line[end..];
            return number;
        }

        private static string PathOf(ReadOnlySpan<char> name)
        {
            var end = name.IndexOf('\t');
            name = (end < 0 ? name : name[..end]).TrimEnd();
            return (name.StartsWith("a/") || name.StartsWith("b/") ? name[2..] : name).ToString();
        }
    }
}
