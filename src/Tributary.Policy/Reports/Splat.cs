using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>The first thing that went wrong in a kernel's log: a bug, warning, oops or hang, with its trace.</summary>
/// <param name="Title">The line that says what, e.g. <c>KASAN: slab-use-after-free in bpf_prog_put</c>.</param>
/// <param name="Lines">Its lines, without the time stamps of the console.</param>
public sealed record Splat(string Title, ImmutableArray<string> Lines)
{
    private const int Longest = 200;

    // What a report begins with, the most telling part first cut from the line.
    private static readonly string[] Beginnings =
    [
        "BUG: ", "WARNING: ", "kernel BUG at ", "KASAN: ", "UBSAN: ", "Oops: ", "Oops[", "general protection fault", "Unable to handle kernel", "Internal error: ", "INFO: task ",
        "INFO: rcu", "rcu: INFO: ", "INFO: possible ", "INFO: trying to ", "watchdog: BUG: ", "Kernel panic", "divide error", "invalid opcode", "stack segment",
    ];

    /// <summary>Finds the first splat of a log; null when nothing went wrong in it.</summary>
    /// <param name="log">What dmesg printed, or a console.</param>
    public static Splat? Find(string log)
    {
        ArgumentNullException.ThrowIfNull(log);
        string[] lines = [.. log.Split('\n').Select(Bare)];
        var start = Array.FindIndex(lines, IsBeginning);
        if (start < 0) return null;

        var first = start > 0 && IsRule(lines[start - 1]) ? start - 1 : start;
        var end = start + 1;
        while (end < lines.Length && end - first < Longest && !IsEnd(lines, start, end)) end++;
        if (end < lines.Length && lines[end].Contains("end trace", StringComparison.Ordinal)) end++;
        return new(TitleOf(lines[start]), [.. lines[first..end].SkipLast(lines[first..end].Reverse().TakeWhile(static line => line.Length == 0).Count())]);
    }

    private static bool IsBeginning(string line) => Beginnings.Any(beginning => line.StartsWith(beginning, StringComparison.Ordinal));

    // "cut here" and rows of = or - stand around a splat.
    private static bool IsRule(string line) => line.Contains("[ cut here ]", StringComparison.Ordinal) || (line.Length > 20 && line.All(static letter => letter is '='));

    private static bool IsEnd(string[] lines, int start, int at) =>
        lines[at].Contains("end trace", StringComparison.Ordinal) || lines[at].Contains("[ cut here ]", StringComparison.Ordinal)
        || (at - start > 3 && IsRule(lines[at])) || (at - start > 3 && lines[at - 1].Contains("</TASK>", StringComparison.Ordinal) && !lines[at].StartsWith("Modules", StringComparison.Ordinal) && !lines[at].StartsWith(' '));

    private static string TitleOf(string line)
    {
        var title = line.StartsWith("BUG: ", StringComparison.Ordinal) && line.Length > 5 && char.IsAsciiLetterUpper(line[5]) && line.Contains("KASAN", StringComparison.Ordinal) ? line[5..] : line;
        // Addresses, offsets and numbers of processors differ from one boot to the next.
        var plus = title.IndexOf("+0x", StringComparison.Ordinal);
        return plus > 0 ? title[..plus] : title;
    }

    // "<4>[   12.345678][  T123] text" and "Nov 14 12:00:00 host kernel: text"
    private static string Bare(string raw)
    {
        var line = raw.TrimEnd('\r', ' ');
        if (line is ['<', _, '>', ..]) line = line[3..];
        var kernel = line.IndexOf(" kernel: ", StringComparison.Ordinal);
        if (kernel is > 0 and < 60) line = line[(kernel + 9)..];
        while (line.StartsWith('[') && line.IndexOf(']', StringComparison.Ordinal) is > 0 and < 24 and var end && IsStamp(line[1..end])) line = line[(end + 1)..].TrimStart(' ') is var rest && line[(end + 1)..].StartsWith("  ", StringComparison.Ordinal) ? " " + rest : rest;
        return line;
    }

    private static bool IsStamp(string text) => text.Trim() is { Length: > 0 } stamp && (stamp.All(static letter => char.IsAsciiDigit(letter) || letter == '.') || (stamp[0] is 'T' or 'C' && stamp[1..].All(char.IsAsciiDigit)));
}
