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
        if (line.IndexOfAnyInRange('\0', '\u001f') < 0) return line.ToString();

        Span<char> kept = line.Length <= 1024 ? stackalloc char[line.Length] : new char[line.Length];
        var count = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == Escape) i = EndOf(line, i);
            else if (line[i] is >= ' ' or '\t') kept[count++] = line[i];
        }

        return kept[..count].ToString();
    }

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
