using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>What a kernel prints when it goes wrong: an oops, a warning, a sanitizer's report, a panic.</summary>
internal static class KernelSplat
{
    private static readonly string[] Begins =
    [
        "------------[ cut here ]", "BUG: ", "Oops: ", "Oops[#", "Oops - ", "general protection fault", "Unable to handle kernel", "Internal error: ", "Kernel panic - not syncing", "WARNING: ", "INFO: task ", "INFO: rcu",
        "rcu: INFO: ", "watchdog: BUG", "NMI watchdog: BUG", "kernel BUG at ", "Kernel BUG", "Kernel bug detected", "UBSAN: ", "divide error: ", "invalid opcode: ", "double fault: ", "PANIC: double fault", "traps: PANIC",
        "stack segment: ", "int3: ", "unchecked MSR access error",
    ];

    // By these a kernel that was told to write no time before its lines is known.
    private static readonly string[] Untimed = ["Kernel panic - not syncing", "Linux version ", "Command line: ", "Out of memory: Kill", "Memory cgroup out of memory: Kill", "---[ end "];

    /// <summary>The first of it, to its end or to a number of lines; none where all was well.</summary>
    public static ImmutableArray<string> Find(ImmutableArray<ConsoleLine> lines, int most)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        foreach (var line in lines.Where(static line => line.IsKernel))
        {
            if (found.Count == 0 && !IsBegin(line.Text)) continue;

            found.Add(line.Text);
            if (found.Count == most || line.Text.StartsWith("---[ end ", StringComparison.Ordinal)) break;
        }

        return found.ToImmutable();
    }

    /// <summary>The lines of a console without the kernel's times, the kernel's own told by what they say; from where it goes wrong to the end of that, all are its own.</summary>
    public static ImmutableArray<ConsoleLine> MarkUntimed(ImmutableArray<ConsoleLine>.Builder lines)
    {
        var isWrong = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var text = lines[i].Text;
            var isMarker = text.StartsWith("LAB-", StringComparison.Ordinal);
            isWrong = !isMarker && (isWrong || text.StartsWith("------------[ cut here ]", StringComparison.Ordinal) || text.StartsWith(Untimed[0], StringComparison.Ordinal));
            if (isWrong || Array.Exists(Untimed, begin => text.StartsWith(begin, StringComparison.Ordinal))) lines[i] = new(text, true);
            if (text.StartsWith("---[ end ", StringComparison.Ordinal)) isWrong = false;
        }

        return lines.ToImmutable();
    }

    private static bool IsBegin(string text) => Array.Exists(Begins, begin => text.StartsWith(begin, StringComparison.Ordinal));
}
