using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>What a kernel prints when it goes wrong: an oops, a warning, a sanitizer's report, a panic.</summary>
internal static class KernelSplat
{
    private static readonly string[] Begins =
        ["------------[ cut here ]", "BUG: ", "Oops: ", "general protection fault", "Unable to handle kernel", "Internal error: ", "Kernel panic - not syncing", "WARNING: ", "INFO: task ", "rcu: INFO: ", "watchdog: BUG"];

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

    private static bool IsBegin(string text) => Array.Exists(Begins, begin => text.StartsWith(begin, StringComparison.Ordinal));
}
