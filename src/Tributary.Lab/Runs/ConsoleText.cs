using System.Text;

namespace Tributary.Lab;

/// <summary>Takes out of a line what a terminal would not show (ECMA-48): colours, titles, movements, controls.</summary>
internal static class ConsoleText
{
    // What is longer is no line of a selftest; the rest of it is left out.
    private const int Longest = 16 * 1024;
    private const char Escape = '\u001b';
    private const char Bell = '\a';

    /// <summary>The line as it would be read; tabs stay.</summary>
    public static string Plain(ReadOnlySpan<char> line)
    {
        if (line.Length > Longest) line = line[..Longest];
        if (line.IndexOfAnyInRange('\0', '\u001f') < 0) return WithoutBare(line.ToString());

        Span<char> kept = line.Length <= 1024 ? stackalloc char[line.Length] : new char[line.Length];
        var count = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == Escape) i = EndOf(line, i);
            else if (line[i] is >= ' ' or '\t') kept[count++] = line[i];
        }

        return WithoutBare(kept[..count].ToString());
    }

    // What a recorder left of colours: "[0m", "[1;32m" where it took the escape out, "^[[0m" where it wrote it as two letters.
    private static string WithoutBare(string line)
    {
        StringBuilder? kept = null;
        var from = 0;
        for (var at = line.IndexOf('['); at >= 0; at = at + 1 < line.Length ? line.IndexOf('[', at + 1) : -1)
        {
            var end = at + 1;
            while (end < line.Length && (char.IsAsciiDigit(line[end]) || line[end] == ';')) end++;
            if (end >= line.Length || line[end] is not ('m' or 'K')) continue;

            var isNamed = at - from >= 2 && line[at - 1] == '[' && line[at - 2] == '^';
            if (!isNamed && (line[end] == 'K' || !IsColour(line.AsSpan(at + 1, end - at - 1)))) continue;

            (kept ??= new(line.Length)).Append(line, from, (isNamed ? at - 2 : at) - from);
            from = end + 1;
            at = end;
        }

        return kept is null ? line : kept.Append(line, from, line.Length - from).ToString();
    }

    // Nothing, 0, one of the colours, or several: a single other digit may be a word of a test.
    private static bool IsColour(ReadOnlySpan<char> numbers) => numbers.IsEmpty || numbers is "0" || numbers.Contains(';') || (numbers.Length is 2 or 3 && numbers[0] is '3' or '4' or '9' or '1');

    // ESC [ … letter; ESC ] … bell, or ESC \; ESC, blank to slash, letter (a character set); ESC letter.
    private static int EndOf(ReadOnlySpan<char> line, int at)
    {
        if (at + 1 >= line.Length) return at + 1;

        var rest = line[(at + 2)..];
        switch (line[at + 1])
        {
            case '[':
                return rest.IndexOfAnyInRange('@', '~') is var letter and >= 0 ? at + 2 + letter : line.Length;
            case ']':
                var end = rest.IndexOfAny(Bell, Escape);
                return end < 0 ? line.Length : rest[end] == Bell ? at + 2 + end : at + 3 + end;
            case >= ' ' and <= '/':
                return at + 2;
            default:
                return at + 1;
        }
    }
}
