using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>A line of a serial console: the guest's, or the kernel's own where it bears the kernel's time.</summary>
/// <param name="Text">The line without its end, terminal escapes and the kernel's time.</param>
/// <param name="IsKernel">True when the kernel wrote it.</param>
internal readonly record struct ConsoleLine(string Text, bool IsKernel);

/// <summary>Parts a console into lines. Any text gives lines.</summary>
internal static class ConsoleLines
{
    /// <summary>All lines. Where the kernel writes into a line of the guest, that is put together again; what a carriage return within a line wrote over gets a line of its own.</summary>
    public static ImmutableArray<ConsoleLine> Of(ReadOnlySpan<char> console)
    {
        var lines = new ConsoleWeave();
        foreach (var range in console.Split('\n'))
        {
            var line = console[range].TrimEnd('\r');
            while (line.IndexOf('\r') is var at and >= 0)
            {
                if (at > 0) lines.Add(ConsoleText.Plain(line[..at]));
                line = line[(at + 1)..];
            }

            lines.Add(ConsoleText.Plain(line));
        }

        return lines.End();
    }
}
