using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>A line of a serial console: the guest's, or the kernel's own where it bears the kernel's time.</summary>
/// <param name="Text">The line without its end, terminal escapes and the kernel's time.</param>
/// <param name="IsKernel">True when the kernel wrote it.</param>
internal readonly record struct ConsoleLine(string Text, bool IsKernel);

/// <summary>Parts a console into lines. Any text gives lines.</summary>
internal static class ConsoleLines
{
    // What is longer is no line of a selftest; the rest of it is left out.
    private const int Longest = 16 * 1024;

    /// <summary>All lines. Where the kernel writes into a line of the guest, each gets its own.</summary>
    public static ImmutableArray<ConsoleLine> Of(ReadOnlySpan<char> console)
    {
        var lines = ImmutableArray.CreateBuilder<ConsoleLine>();
        foreach (var range in console.Split('\n'))
        {
            var line = Plain(console[range]);
            var (at, end) = KernelTime(line);
            if (at < 0)
            {
                lines.Add(new(line, false));
                continue;
            }

            if (at > 0) lines.Add(new(line[..at].TrimEnd(), false));
            lines.Add(new(line[end..], true));
        }

        return lines.ToImmutable();
    }

    // Without carriage returns, escapes (ESC [ … letter, ESC letter) and other controls but tabs.
    private static string Plain(ReadOnlySpan<char> line)
    {
        if (line.Length > Longest) line = line[..Longest];
        if (line.IndexOfAnyInRange('\0', '\u001f') < 0) return line.ToString();

        Span<char> kept = line.Length <= 1024 ? stackalloc char[line.Length] : new char[line.Length];
        var count = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\u001b') i = EndOfEscape(line, i);
            else if (line[i] is >= ' ' or '\t') kept[count++] = line[i];
        }

        return kept[..count].ToString();
    }

    private static int EndOfEscape(ReadOnlySpan<char> line, int at)
    {
        if (at + 1 >= line.Length || line[at + 1] != '[') return at + 1;

        for (var i = at + 2; i < line.Length; i++)
        {
            if (line[i] is >= '@' and <= '~') return i;
        }

        return line.Length;
    }

    // "[    2.541134] ", anywhere.
    private static (int At, int End) KernelTime(string line)
    {
        for (var at = line.IndexOf('['); at >= 0; at = line.IndexOf('[', at + 1))
        {
            var i = at + 1;
            while (i < line.Length && line[i] == ' ') i++;
            var seconds = i;
            while (i < line.Length && char.IsAsciiDigit(line[i])) i++;
            if (i == seconds || i >= line.Length || line[i] != '.') continue;

            var rest = line.AsSpan(i + 1);
            if (rest.Length < 7 || rest[..6].IndexOfAnyExceptInRange('0', '9') >= 0 || rest[6] != ']') continue;

            var end = i + 8;
            return (at, end < line.Length && line[end] == ' ' ? end + 1 : end);
        }

        return (-1, -1);
    }
}
