using System.Collections.Immutable;
using System.Text;

namespace Tributary.Lab;

/// <summary>What the kernel complained of in a run, so that two runs can be held against each other: one headline each, without what differs from run to run.</summary>
internal static class KernelComplaints
{
    private const int Most = 100;
    private const int Longest = 200;
    private const string Warning = "WARNING: ";
    private const string Panic = "Kernel panic";

    // Digits in a row that make an address, in hexadecimal.
    private const int Address = 8;

    // A slow machine is stuck now and then, whatever the kernel; and the sign that a splat begins says nothing of it.
    private static readonly string[] Slow = ["lockup", "LOCKUP", "blocked for more", "detected stall", "self-detected"];

    /// <summary>Finds them, each once. How the run ended, a panic say, is none.</summary>
    public static ImmutableArray<string> Find(ImmutableArray<ConsoleLine> lines) =>
    [
        .. lines.Where(static line => line.IsKernel).Select(static line => line.Text).Where(static text => text.StartsWith(Warning, StringComparison.Ordinal) || KernelSplat.IsGrave(text))
            .Where(static text => !text.StartsWith(Panic, StringComparison.Ordinal) && !Array.Exists(Slow, word => text.Contains(word, StringComparison.Ordinal))).Select(KeyOf).Distinct(StringComparer.Ordinal).Take(Most),
    ];

    /// <summary>The line without processors, processes, lines of source, offsets and addresses: each number becomes <c>#</c>.</summary>
    public static string KeyOf(string line)
    {
        if (line.Length > Longest) line = line[..Longest];
        var key = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length;)
        {
            var length = NumberAt(line, i);
            key.Append(length > 0 ? '#' : line[i]);
            i += Math.Max(length, 1);
        }

        return key.ToString();
    }

    // "0x1c0", "dead000000000122", "448" that is no part of a word (bpf_prog2 stays).
    private static int NumberAt(string line, int at)
    {
        if (at > 0 && (char.IsAsciiLetterOrDigit(line[at - 1]) || line[at - 1] == '_')) return 0;

        var isHex = line.AsSpan(at).StartsWith("0x");
        var end = isHex ? at + 2 : at;
        while (end < line.Length && char.IsAsciiHexDigit(line[end])) end++;
        var isEnd = end == line.Length || !(char.IsAsciiLetterOrDigit(line[end]) || line[end] == '_');
        var digits = line.AsSpan(at, end - at);
        return isEnd && (isHex || digits.Length >= Address || (digits.Length > 0 && digits.IndexOfAnyExceptInRange('0', '9') < 0)) ? end - at : 0;
    }
}
