using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>Reads the serial console of a run in a virtual machine: how it ended, and the results test by test. Any text gives a report.</summary>
public static class RunReader
{
    private const int LinesOfSplat = 80;
    private const string Boot = "Linux version ";

    /// <summary>Reads it.</summary>
    /// <param name="console">The whole console.</param>
    /// <param name="id">The nonce that the run was given; null takes the one that the console's first start marker bears.</param>
    public static RunReport Read(ReadOnlySpan<char> console, string? id = null)
    {
        var lines = ConsoleLines.Of(console);
        var start = RunMarkers.FindStart(lines, id);
        if (start < 0) return (id is null ? Unmarked(lines) : null) ?? WithoutStart(lines);

        var marker = RunMarkers.StartIn(lines[start].Text)!;
        var run = RunMarkers.Field(marker, "id") ?? "";
        var again = EndOfBoot(lines, start);
        var isAgain = again < lines.Length;
        lines = lines[..again];
        var exit = RunMarkers.FindExit(lines, start, run);
        var marked = exit < 0 ? null : RunMarkers.ExitIn(lines[exit].Text);
        var program = RunMarkers.Field(marker, "cmd") ?? (marked is null ? null : RunMarkers.Field(marked, "cmd")) ?? CommandLineField(lines, "lab.cmd");
        var reader = new TestReader(program ?? "");
        // A first process that has no console writes to the kernel's log, and so do its programs.
        var isLogged = lines[start].IsKernel;
        foreach (var line in lines.Skip(start + 1).Take((exit < 0 ? lines.Length : exit) - start - 1))
        {
            if (!line.IsKernel || isLogged) reader.Take(line.Text);
        }

        if (marked is not null && lines[exit].Text[..^marked.Length] is { Length: > 0 } before) reader.Take(before);
        var status = marked is null ? null : RunMarkers.StatusOf(marked);
        var last = reader.Last;
        var tests = reader.Tests(isEnded: marked is not null);
        var (end, says) = RunEnds.Of(lines[(start + 1)..], status, program, isAgain);
        return new()
        {
            End = end, Says = says, Id = run, Kernel = RunMarkers.Field(marker, "uname"), Program = program, Status = status,
            Splat = KernelSplat.Find(lines, LinesOfSplat), Complaints = KernelComplaints.Find(lines), KernelSaid = status is null ? RunEnds.FindWrong(lines[(start + 1)..]) : null, Tests = tests, Totals = reader.Totals,
            Output = end == RunEnd.Passed || tests.Any(static test => test.Verdict is TestVerdict.Failed or TestVerdict.Unfinished) ? [] : last,
        };
    }

    /// <summary>The results in the output of a program that ran without a machine of ours.</summary>
    /// <param name="output">What it printed.</param>
    /// <param name="program">Its name.</param>
    public static (ImmutableArray<TestResult> Tests, ImmutableArray<TestTotals> Totals) ReadOutput(ReadOnlySpan<char> output, string program)
    {
        var reader = ReadAll(ConsoleLines.Of(output), program);
        return (reader.Tests(), reader.Totals);
    }

    private static TestReader ReadAll(ImmutableArray<ConsoleLine> lines, string program)
    {
        var reader = new TestReader(program);
        foreach (var line in lines)
        {
            if (!line.IsKernel) reader.Take(line.Text);
        }

        return reader;
    }

    // A console that others recorded bears no markers of ours; what the programs told is there all the same. That it ended is known by their totals, or by the machine's end.
    private static RunReport? Unmarked(ImmutableArray<ConsoleLine> lines)
    {
        var reader = ReadAll(lines, "");
        var (tests, totals) = (reader.Tests(), reader.Totals);
        if (tests.IsEmpty && totals.IsEmpty) return null;

        var isWrong = tests.Any(static test => test.Verdict is TestVerdict.Failed or TestVerdict.Unfinished) || totals.Any(static total => total.Failed > 0);
        var isEnded = !totals.IsEmpty || reader.HasEnded || RunEnds.FindOff(lines) is not null;
        var (end, says) = RunEnds.FindPanic(lines)
            ?? (!isEnded ? RunEnds.Of(lines, null, null, false) : isWrong ? (RunEnd.Failed, "It bears no markers of a run; by what its programs say something failed.") : (RunEnd.Passed, "It bears no markers of a run; by what its programs say all went well."));
        return new() { End = end, Says = says, Kernel = KernelOf(lines), Splat = KernelSplat.Find(lines, LinesOfSplat), Complaints = KernelComplaints.Find(lines), Tests = tests, Totals = totals };
    }

    private static RunReport WithoutStart(ImmutableArray<ConsoleLine> lines)
    {
        var (end, says) = RunEnds.OfNoStart(lines);
        return new() { End = end, Says = says, Kernel = KernelOf(lines), Program = CommandLineField(lines, "lab.cmd"), Splat = KernelSplat.Find(lines, LinesOfSplat) };
    }

    // Where the machine started anew what it says from there on is of another run.
    private static int EndOfBoot(ImmutableArray<ConsoleLine> lines, int start)
    {
        for (var i = start + 1; i < lines.Length; i++)
        {
            if (lines[i].IsKernel && lines[i].Text.StartsWith(Boot, StringComparison.Ordinal)) return i;
        }

        return lines.Length;
    }

    private static string? KernelOf(ImmutableArray<ConsoleLine> lines) =>
        lines.FirstOrDefault(static line => line.IsKernel && line.Text.StartsWith(Boot, StringComparison.Ordinal)).Text is { } banner && banner[Boot.Length..].Split(' ')[0] is { Length: > 0 } release ? release : null;

    private static string? CommandLineField(ImmutableArray<ConsoleLine> lines, string name)
    {
        var line = lines.FirstOrDefault(static line => line.IsKernel && line.Text.StartsWith("Command line: ", StringComparison.Ordinal));
        return line.Text is null ? null : RunMarkers.Field(line.Text, name);
    }
}
