using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>A line of a serial console: the guest's, or the kernel's own where it bears the kernel's time.</summary>
/// <param name="Text">The line without its end, terminal escapes and the kernel's time.</param>
/// <param name="IsKernel">True when the kernel wrote it.</param>
internal readonly record struct ConsoleLine(string Text, bool IsKernel);

/// <summary>Parts a console into lines. Any text gives lines.</summary>
internal static class ConsoleLines
{
    /// <summary>All lines. Where the kernel writes into a line of the guest, each gets its own, and so does what a carriage return within a line wrote over.</summary>
    public static ImmutableArray<ConsoleLine> Of(ReadOnlySpan<char> console)
    {
        var lines = ImmutableArray.CreateBuilder<ConsoleLine>();
        var isTimed = false;
        foreach (var range in console.Split('\n'))
        {
            var line = console[range].TrimEnd('\r');
            while (line.IndexOf('\r') is var at and >= 0)
            {
                if (at > 0) isTimed |= Add(lines, line[..at]);
                line = line[(at + 1)..];
            }

            isTimed |= Add(lines, line);
        }

        return isTimed ? lines.ToImmutable() : KernelSplat.MarkUntimed(lines);
    }

    private static bool Add(ImmutableArray<ConsoleLine>.Builder lines, ReadOnlySpan<char> text)
    {
        var line = ConsoleText.Plain(text);
        if (KernelTime.Find(line) is not { } time)
        {
            lines.Add(new(line, false));
            return false;
        }

        if (time.At > 0) lines.Add(new(line[..time.At].TrimEnd(), false));
        lines.Add(new(line[time.End..], true));
        return true;
    }
}
