using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>The lines in which two texts differ, by Myers's algorithm; texts that have next to nothing in common are not searched to the end.</summary>
internal static class LineDiff
{
    private const int Around = 3;
    private const int MostSteps = 1200;

    /// <summary>How many lines the difference has, with three lines around each place and one for each place.</summary>
    public static int Size(ImmutableArray<string> before, ImmutableArray<string> after) => Write(before, after).Length;

    /// <summary>The difference: a blank, <c>-</c> or <c>+</c> before each line, <c>@@</c> before each place.</summary>
    public static ImmutableArray<string> Write(ImmutableArray<string> before, ImmutableArray<string> after)
    {
        var script = Script(before, after);
        var lines = ImmutableArray.CreateBuilder<string>();
        var last = -1;
        for (var at = 0; at < script.Count; at++)
        {
            if (!IsNear(script, at)) continue;
            if (last != at - 1 || last < 0) lines.Add("@@");
            lines.Add(script[at].Sign + script[at].Line);
            last = at;
        }

        return lines.ToImmutable();
    }

    private static bool IsNear(List<(char Sign, string Line)> script, int at)
    {
        for (var near = Math.Max(0, at - Around); near <= Math.Min(script.Count - 1, at + Around); near++)
        {
            if (script[near].Sign != ' ') return true;
        }

        return false;
    }

    private static List<(char Sign, string Line)> Script(ImmutableArray<string> before, ImmutableArray<string> after)
    {
        var (start, end) = (0, 0);
        while (start < before.Length && start < after.Length && before[start] == after[start]) start++;
        while (end < before.Length - start && end < after.Length - start && before[^(end + 1)] == after[^(end + 1)]) end++;
        var script = before.Take(start).Select(static line => (' ', line)).ToList();
        script.AddRange(Middle(before.AsSpan()[start..^end], after.AsSpan()[start..^end]));
        script.AddRange(before.Skip(before.Length - end).Select(static line => (' ', line)));
        return script;
    }

    private static List<(char Sign, string Line)> Middle(ReadOnlySpan<string> before, ReadOnlySpan<string> after)
    {
        var most = Math.Min(before.Length + after.Length, MostSteps);
        var reach = new int[(2 * most) + 3];
        var trace = new List<int[]>();
        for (var steps = 0; steps <= most; steps++)
        {
            // Only what the steps so far can have changed is kept.
            trace.Add(reach[(most + 1 - steps)..(most + 2 + steps)]);
            for (var diagonal = -steps; diagonal <= steps; diagonal += 2)
            {
                var x = diagonal == -steps || (diagonal != steps && reach[most + diagonal] < reach[most + 2 + diagonal]) ? reach[most + 2 + diagonal] : reach[most + diagonal] + 1;
                while (x < before.Length && x - diagonal < after.Length && x - diagonal >= 0 && before[x] == after[x - diagonal]) x++;
                reach[most + 1 + diagonal] = x;
                if (x >= before.Length && x - diagonal >= after.Length) return Walk(before, after, trace);
            }
        }

        var all = new List<(char, string)>();
        foreach (var line in before) all.Add(('-', line));
        foreach (var line in after) all.Add(('+', line));
        return all;
    }

    // Back from the end along the way that was found.
    private static List<(char Sign, string Line)> Walk(ReadOnlySpan<string> before, ReadOnlySpan<string> after, List<int[]> trace)
    {
        var script = new List<(char, string)>();
        var (x, y) = (before.Length, after.Length);
        for (var steps = trace.Count - 1; steps > 0; steps--)
        {
            // The reach before this step, of diagonals -steps to steps.
            var reach = trace[steps];
            var diagonal = x - y;
            var isDown = diagonal == -steps || (diagonal != steps && reach[steps + diagonal - 1] < reach[steps + diagonal + 1]);
            var from = isDown ? diagonal + 1 : diagonal - 1;
            var (oldX, oldY) = (reach[steps + from], reach[steps + from] - from);
            while (x > oldX && y > oldY && x > 0 && y > 0 && (isDown ? y > oldY + 1 : x > oldX + 1))
            {
                script.Add((' ', before[--x]));
                y--;
            }

            script.Add(isDown ? ('+', after[--y]) : ('-', before[--x]));
        }

        while (x > 0 && y > 0)
        {
            script.Add((' ', before[--x]));
            y--;
        }

        script.Reverse();
        return script;
    }
}
