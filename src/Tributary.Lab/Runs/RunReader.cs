using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>Reads the serial console of a run in a virtual machine: how it ended, and the results test by test. Any text gives a report.</summary>
public static class RunReader
{
    private const int LinesOfSplat = 80;

    // init/do_mounts.c, init/main.c and init/initramfs.c, from 3.x ("No init found") to now.
    private static readonly string[] NoRootWords = ["Unable to mount root", "No working init found", "No init found", "Requested init", "compressed archive", "decompressor failed", "compression method"];

    // mm/oom_kill.c and mm/memblock.c. (A machine check speaks of memory too.)
    private static readonly string[] NoMemoryWords = ["out of memory", "deadlocked on memory", "panic_on_oom", "Failed to allocate", "cannot allocate"];

    /// <summary>Reads it.</summary>
    /// <param name="console">The whole console.</param>
    /// <param name="id">The nonce that the run was given; null takes the one that the console's first start marker bears.</param>
    public static RunReport Read(ReadOnlySpan<char> console, string? id = null)
    {
        var lines = ConsoleLines.Of(console);
        var start = RunMarkers.FindStart(lines, id);
        if (start < 0) return WithoutStart(lines);

        var marker = lines[start].Text;
        var run = RunMarkers.Field(marker, "id") ?? "";
        var program = RunMarkers.Field(marker, "cmd");
        var exit = RunMarkers.FindExit(lines, start, run);
        program ??= (exit < 0 ? null : RunMarkers.Field(RunMarkers.ExitIn(lines[exit].Text)!, "cmd")) ?? CommandLineField(lines, "lab.cmd");
        var reader = new TestReader(program ?? "");
        foreach (var line in lines.Skip(start + 1).Take((exit < 0 ? lines.Length : exit) - start - 1))
        {
            if (!line.IsKernel) reader.Take(line.Text);
        }

        var marked = exit < 0 ? null : RunMarkers.ExitIn(lines[exit].Text);
        if (marked is not null && lines[exit].Text[..^marked.Length] is { Length: > 0 } before) reader.Take(before);
        var status = marked is null ? null : RunMarkers.StatusOf(marked);
        var last = reader.Last;
        var tests = reader.Tests();
        var (end, says) = EndOf(lines[(start + 1)..], status, program);
        return new()
        {
            End = end, Says = says, Id = run, Kernel = RunMarkers.Field(marker, "uname"), Program = program, Status = status,
            Splat = KernelSplat.Find(lines, LinesOfSplat), Tests = tests, Totals = reader.Totals,
            Output = end == RunEnd.Passed || tests.Any(static test => test.Verdict is TestVerdict.Failed or TestVerdict.Unfinished) ? [] : last,
        };
    }

    /// <summary>The results in the output of a program that ran without a machine of ours.</summary>
    /// <param name="output">What it printed.</param>
    /// <param name="program">Its name.</param>
    public static (ImmutableArray<TestResult> Tests, ImmutableArray<TestTotals> Totals) ReadOutput(ReadOnlySpan<char> output, string program)
    {
        var reader = new TestReader(program);
        foreach (var line in ConsoleLines.Of(output))
        {
            if (!line.IsKernel) reader.Take(line.Text);
        }

        return (reader.Tests(), reader.Totals);
    }

    private static RunReport WithoutStart(ImmutableArray<ConsoleLine> lines)
    {
        var (end, says) = PanicOf(lines)
            ?? (lines.Any(static line => line.IsKernel) ? (RunEnd.NoStart, "The kernel began and no program was started: it hung while it booted, or the time was over.")
                : (RunEnd.NoKernel, "No kernel began: the machine stopped in its firmware, as it does where KVM cannot run a guest."));
        return new() { End = end, Says = says, Program = CommandLineField(lines, "lab.cmd"), Splat = KernelSplat.Find(lines, LinesOfSplat) };
    }

    private static (RunEnd End, string Says) EndOf(ImmutableArray<ConsoleLine> lines, int? status, string? program)
    {
        if (status is null)
            return PanicOf(lines) ?? (OutOfMemory(lines) is { } killed ? (RunEnd.OutOfMemory, killed) : (RunEnd.Hang, $"{program ?? "The program"} began and never ended: it hangs, or the time was over."));

        return status switch
        {
            0 => (RunEnd.Passed, "It ran to its end and all went well."),
            126 or 127 => (RunEnd.MissingBinary, $"{program ?? "The program"} {(status == 127 ? "is not there" : "cannot be run")} (status {status})."),
            137 when OutOfMemory(lines) is { } killed => (RunEnd.OutOfMemory, killed),
            > 128 and < 160 => (RunEnd.Crashed, $"Signal {status - 128} ended {program ?? "the program"}{SignalName(status.Value - 128)}."),
            _ => (RunEnd.Failed, $"It ran to its end with status {status}."),
        };
    }

    private static (RunEnd End, string Says)? PanicOf(ImmutableArray<ConsoleLine> lines)
    {
        const string mark = "Kernel panic - not syncing: ";
        foreach (var line in lines.Where(static line => line.IsKernel && line.Text.Contains(mark, StringComparison.Ordinal)))
        {
            var why = line.Text[(line.Text.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..].Trim();
            if (IsAny(why, NoRootWords)) return (RunEnd.NoRoot, $"The kernel found nothing to start from: {why}.");
            if (why.StartsWith("Attempted to kill init", StringComparison.Ordinal)) return (RunEnd.InitDied, $"The first process ended: {why}.");
            if (IsAny(why, NoMemoryWords)) return (RunEnd.OutOfMemory, $"The kernel ran out of memory: {why}.");
            return (RunEnd.Panic, $"The kernel panicked: {why}.");
        }

        return null;
    }

    private static bool IsAny(string text, string[] words) => Array.Exists(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string? OutOfMemory(ImmutableArray<ConsoleLine> lines)
    {
        var line = lines.FirstOrDefault(static line => line.IsKernel && (line.Text.StartsWith("Out of memory: Kill", StringComparison.Ordinal) || line.Text.StartsWith("Memory cgroup out of memory: Kill", StringComparison.Ordinal)));
        return line.Text is null ? null : $"The kernel ran out of memory: {(line.Text.IndexOf(" total-vm", StringComparison.Ordinal) is var at and > 0 ? line.Text[..at] : line.Text)}.";
    }

    private static string SignalName(int signal) => signal switch
    {
        4 => " (an illegal instruction)",
        6 => " (its own abort)",
        7 => " (a bus error)",
        8 => " (an arithmetic error)",
        9 => " (killed)",
        11 => " (a bad access to memory)",
        15 => " (told to end)",
        _ => "",
    };

    private static string? CommandLineField(ImmutableArray<ConsoleLine> lines, string name)
    {
        var line = lines.FirstOrDefault(static line => line.IsKernel && line.Text.StartsWith("Command line: ", StringComparison.Ordinal));
        return line.Text is null ? null : RunMarkers.Field(line.Text, name);
    }
}
