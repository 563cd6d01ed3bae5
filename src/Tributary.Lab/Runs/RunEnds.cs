using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>Tells from a console how a run ended.</summary>
internal static class RunEnds
{
    private const string PanicMark = "Kernel panic - not syncing";

    // By coreutils' and busybox' timeout.
    private const int TimedOut = 124;

    // init/do_mounts.c, init/main.c and init/initramfs.c, from 3.x ("No init found") to now.
    private static readonly string[] NoRootWords = ["Unable to mount root", "No working init found", "No init found", "Requested init", "compressed archive", "decompressor failed", "compression method"];

    // A root that a distribution's initramfs looks for (initramfs-tools, dracut).
    private static readonly string[] NoRootShells = ["Dropping to a shell!", "dracut-initqueue timeout", "You are in emergency mode", "Entering emergency mode", "(initramfs)"];

    // mm/oom_kill.c and mm/memblock.c. (A machine check speaks of memory too.)
    private static readonly string[] NoMemoryWords = ["out of memory", "deadlocked on memory", "panic_on_oom", "Failed to allocate", "cannot allocate"];

    // mm/oom_kill.c, from 2.6 to now.
    private static readonly string[] Killed = ["Out of memory: Kill", "Out of memory: kill", "Memory cgroup out of memory: Kill", "Out of memory (oom_kill_allocating_task): Kill"];

    // kernel/reboot.c; before 3.9 without the word in front.
    private static readonly string[] Off = ["reboot: Power down", "reboot: System halted", "reboot: Restarting system", "reboot: machine restart", "Power down.", "System halted.", "Restarting system."];

    // kernel/watchdog.c, kernel/hung_task.c, kernel/rcu/tree_stall.h, kernel/workqueue.c.
    private static readonly string[] Stuck = ["soft lockup", "hard LOCKUP", "blocked for more than", "detected stall", "self-detected stall", "expedited stalls", "workqueue lockup"];

    // What stands before the kernel's first line, written by what unpacks it or by a firmware's loader.
    private static readonly string[] Unpacking = ["Decompressing Linux", "Booting the kernel", "early console in ", "EFI stub: ", "Uncompressing Linux"];

    // What qemu says where a guest cannot be run.
    private static readonly string[] MachineWords = ["KVM internal error", "KVM: entry failed", "error: kvm run failed", "Could not access KVM kernel module"];

    /// <summary>Of a program that began.</summary>
    /// <param name="lines">From its start on.</param>
    /// <param name="status">The status of its end marker; null where none came.</param>
    /// <param name="program">Its name, or null.</param>
    /// <param name="isAgain">True where the machine then started anew.</param>
    public static (RunEnd End, string Says) Of(ImmutableArray<ConsoleLine> lines, int? status, string? program, bool isAgain)
    {
        var name = program ?? "The program";
        if (status is null) return FindPanic(lines) ?? OfNoStatus(lines, name, isAgain);

        return status switch
        {
            0 => (RunEnd.Passed, "It ran to its end and all went well."),
            126 or 127 => (RunEnd.MissingBinary, $"{name} {(status == 127 ? "is not there" : "cannot be run")} (status {status})."),
            137 when OutOfMemory(lines) is { } killed => (RunEnd.OutOfMemory, killed),
            > 128 and < 160 => (RunEnd.Crashed, $"Signal {status - 128} ended {program ?? "the program"}{SignalName(status.Value - 128)}.{Wrong(lines)}"),
            TimedOut => (RunEnd.Failed, $"It ran to its end with status {status}, by which timeout says that the time was over."),
            _ => (RunEnd.Failed, $"It ran to its end with status {status}."),
        };
    }

    /// <summary>Of a console on which no program began.</summary>
    public static (RunEnd End, string Says) OfNoStart(ImmutableArray<ConsoleLine> lines)
    {
        if (FindPanic(lines) is { } panic) return panic;
        if (lines.FirstOrDefault(static line => !line.IsKernel && IsAny(line.Text, NoRootShells)).Text is { } shell) return (RunEnd.NoRoot, $"The kernel found nothing to start from: {shell.Trim()}");
        if (lines.Any(static line => line.IsKernel))
            return FindOff(lines) is { } off ? (RunEnd.NoStart, $"The kernel began, no program was started, and the machine ended: {off}") : (RunEnd.NoStart, $"The kernel began and no program was started: it hung while it booted, or the time was over.{Wrong(lines)}");
        if (lines.FirstOrDefault(static line => IsMachine(line.Text)).Text is { } machine) return (RunEnd.MachineFailed, $"No kernel began, and the program that runs the machine says: {machine}");
        return lines.Any(static line => Array.Exists(Unpacking, begin => line.Text.StartsWith(begin, StringComparison.Ordinal))) ? (RunEnd.NoStart, "The kernel was loaded and never said a word: it hung at its very beginning, or has no console here.")
            : (RunEnd.NoKernel, "No kernel began: the machine stopped in its firmware, as it does where KVM cannot run a guest.");
    }

    /// <summary>The panic that ended it, or null.</summary>
    public static (RunEnd End, string Says)? FindPanic(ImmutableArray<ConsoleLine> lines)
    {
        foreach (var line in lines.Where(static line => line.IsKernel && line.Text.Contains(PanicMark, StringComparison.Ordinal)))
        {
            // It says so again where it ends: "---[ end Kernel panic - not syncing: … ]---".
            var why = line.Text[(line.Text.IndexOf(PanicMark, StringComparison.Ordinal) + PanicMark.Length)..].TrimStart(':', ' ').Replace(" ]---", "", StringComparison.Ordinal).Trim();
            if (IsAny(why, NoRootWords)) return (RunEnd.NoRoot, $"The kernel found nothing to start from: {why}.");
            if (why.StartsWith("Attempted to kill init", StringComparison.Ordinal)) return (RunEnd.InitDied, $"The first process ended: {why}.");
            if (IsAny(why, NoMemoryWords)) return (RunEnd.OutOfMemory, $"The kernel ran out of memory: {why}.");
            return (RunEnd.Panic, $"The kernel panicked: {(why.Length > 0 ? why : "it did not say why")}.");
        }

        return null;
    }

    /// <summary>What the kernel said when the machine was switched off or started anew, or null.</summary>
    public static string? FindOff(ImmutableArray<ConsoleLine> lines) => lines.FirstOrDefault(static line => line.IsKernel && Array.Exists(Off, begin => line.Text.StartsWith(begin, StringComparison.Ordinal))).Text;

    private static (RunEnd End, string Says) OfNoStatus(ImmutableArray<ConsoleLine> lines, string name, bool isAgain)
    {
        if (OutOfMemory(lines) is { } killed) return (RunEnd.OutOfMemory, killed);
        if (FindOff(lines) is { } off) return (RunEnd.PoweredOff, $"The machine ended before {name} did: {off}");
        if (isAgain) return (RunEnd.PoweredOff, $"The machine started anew before {name} ended.");
        if (lines.FirstOrDefault(static line => IsMachine(line.Text)).Text is { } machine) return (RunEnd.MachineFailed, $"The program that runs the machine says: {machine}");
        return (RunEnd.Hang, $"{name} began and never ended: it hangs, or the time was over.{Wrong(lines)}");
    }

    /// <summary>What the kernel said that may be why: that something is stuck, else that it went wrong; or null.</summary>
    public static string? FindWrong(ImmutableArray<ConsoleLine> lines)
    {
        var line = lines.LastOrDefault(static line => line.IsKernel && IsAny(line.Text, Stuck));
        if (line.Text is null) line = lines.FirstOrDefault(static line => line.IsKernel && KernelSplat.IsGrave(line.Text));
        return line.Text?.Trim();
    }

    /// <summary>The sentence that says it; empty where there is nothing.</summary>
    public static string Sentence(string? said) => said is null ? "" : $" The kernel said: {said}";

    private static string Wrong(ImmutableArray<ConsoleLine> lines) => Sentence(FindWrong(lines));

    private static bool IsMachine(string line) =>
        IsAny(line, MachineWords) || (line.StartsWith("qemu-system-", StringComparison.Ordinal) && line.Contains(": ", StringComparison.Ordinal) && !line.Contains("terminating on signal", StringComparison.Ordinal) && !line.Contains(": warning: ", StringComparison.Ordinal));

    // That of a control group may be what a test wanted: then tests went on behind it.
    private static string? OutOfMemory(ImmutableArray<ConsoleLine> lines)
    {
        for (var i = lines.Length - 1; i >= 0; i--)
        {
            var text = lines[i].Text;
            if (!lines[i].IsKernel && TestLine.Read(text) is { Verdict: not null }) return null;
            if (lines[i].IsKernel && Array.Exists(Killed, begin => text.StartsWith(begin, StringComparison.Ordinal)))
                return $"The kernel ran out of memory: {(text.IndexOf(" total-vm", StringComparison.Ordinal) is var at and > 0 ? text[..at].TrimEnd(',') : text)}.";
        }

        return null;
    }

    private static bool IsAny(string text, string[] words) => Array.Exists(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

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
}
