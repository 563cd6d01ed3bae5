using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>What a kernel prints when it goes wrong: an oops, a warning, a sanitizer's report, a panic.</summary>
internal static class KernelSplat
{
    // Lines from the end of an oops to the panic that it brings: the registers once more.
    private const int NearPanic = 40;

    // Lines from its beginning to the panic, and between the lines that begin one: what happened, where, and "Oops".
    private const int LongestOops = 120;
    private const int NearBegin = 12;

    private const string Panic = "Kernel panic - not syncing";
    private const string Cut = "------------[ cut here ]";
    private const string EndOfOne = "---[ end ";

    // Of x86, arm, arm64, riscv, s390, powerpc, mips; kernels from 3.x to now.
    private static readonly string[] Grave =
    [
        "BUG: ", "BUG ", "Oops: ", "Oops[#", "Oops [#", "Oops - ", "general protection fault", "Unable to handle kernel", "Internal error: ", Panic, "watchdog: BUG", "NMI watchdog: BUG", "kernel BUG at ", "Kernel BUG",
        "Kernel bug detected", "UBSAN: ", "divide error: ", "invalid opcode: ", "double fault: ", "PANIC: double fault", "traps: PANIC", "stack segment: ", "int3: ", "alignment check: ", "Bad mode in ",
        "Unexpected kernel BRK exception", "SError Interrupt on CPU", "Insufficient stack space to handle exception", "illegal operation: ", "specification exception: ", "addressing exception: ", "protection exception: ",
        "operation exception: ", "Low-address protection: ", "Machine check", "Watchdog detected hard LOCKUP", "watchdog: Watchdog detected hard LOCKUP", "NMI watchdog: Watchdog detected hard LOCKUP", "Fixing recursive fault",
        "Kernel stack overflow", "Unexpected fault in kernel",
    ];

    private static readonly string[] Light =
    [
        Cut, "WARNING: ", "INFO: task ", "INFO: rcu", "rcu: INFO: ", "INFO: suspicious ", "INFO: possible ", "INFO: inconsistent ", "INFO: trying to register ", "INFO: HARDIRQ", "[ INFO: ", "unchecked MSR access error",
        "kmemleak: ", "8<--- cut here ---", "rcu: rcu_preempt kthread starved", "BUG: workqueue lockup",
    ];

    // By these a kernel that was told to write no time before its lines is known.
    private static readonly string[] Untimed =
    [
        Panic, "Linux version ", "Command line: ", "Out of memory: Kill", "Memory cgroup out of memory: Kill", EndOfOne, "reboot: Power down", "reboot: System halted", "reboot: Restarting system", "watchdog: BUG: soft lockup",
        "rcu: INFO: rcu_", "INFO: task ",
    ];

    /// <summary>True where a line says that the kernel itself went wrong, and no warning.</summary>
    public static bool IsGrave(string line) => Array.Exists(Grave, begin => line.StartsWith(begin, StringComparison.Ordinal));

    /// <summary>What went wrong: what brought the panic, else the first that is grave, else the first there is; to its end or to a number of lines. None where all was well.</summary>
    public static ImmutableArray<string> Find(ImmutableArray<ConsoleLine> lines, int most)
    {
        ImmutableArray<string> said = [.. lines.Where(static line => line.IsKernel).Select(static line => line.Text)];
        var panic = IndexOf(said, static text => text.StartsWith(Panic, StringComparison.Ordinal));
        if (panic >= 0) return WithPanic(said, panic, most);

        var grave = IndexOf(said, IsGrave);
        if (grave > 0 && said[grave - 1].StartsWith(Cut, StringComparison.Ordinal)) grave--;
        var begin = grave >= 0 ? grave : IndexOf(said, IsBegin);
        if (begin < 0) return [];

        var end = begin;
        while (end < said.Length - 1 && end - begin + 1 < most && !said[end].StartsWith(EndOfOne, StringComparison.Ordinal)) end++;
        return said[begin..(end + 1)];
    }

    // From the oops before it, where one is near; of what is too long the middle is left out.
    private static ImmutableArray<string> WithPanic(ImmutableArray<string> said, int panic, int most)
    {
        var begin = panic;
        for (var i = panic - 1; i >= 0 && (begin == panic ? panic - i < LongestOops : begin - i <= NearBegin); i--)
        {
            if (said[i].StartsWith(EndOfOne, StringComparison.Ordinal) && (begin < panic || panic - i > NearPanic)) break;
            if (IsBegin(said[i])) begin = i;
        }

        var end = panic;
        while (end < said.Length - 1 && end - begin + 1 < most && !said[end].StartsWith(EndOfOne + "Kernel panic", StringComparison.Ordinal)) end++;
        if (panic - begin < most) return said[begin..(end + 1)];

        return [.. said[begin..(begin + most - 2)], $"… {panic - begin - most + 2} lines …", said[panic]];
    }

    private static int IndexOf(ImmutableArray<string> said, Func<string, bool> holds)
    {
        for (var i = 0; i < said.Length; i++)
        {
            if (holds(said[i])) return i;
        }

        return -1;
    }

    /// <summary>The lines of a console without the kernel's times, the kernel's own told by what they say; from where it goes wrong to the end of that, all are its own.</summary>
    public static ImmutableArray<ConsoleLine> MarkUntimed(ImmutableArray<ConsoleLine>.Builder lines)
    {
        var isWrong = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var text = lines[i].Text;
            var isMarker = text.StartsWith("LAB-", StringComparison.Ordinal);
            isWrong = !isMarker && (isWrong || text.StartsWith(Cut, StringComparison.Ordinal) || text.StartsWith(Panic, StringComparison.Ordinal));
            if (isWrong || Array.Exists(Untimed, begin => text.StartsWith(begin, StringComparison.Ordinal))) lines[i] = new(text, true);
            if (text.StartsWith(EndOfOne, StringComparison.Ordinal)) isWrong = false;
        }

        return lines.ToImmutable();
    }

    private static bool IsBegin(string text) => IsGrave(text) || Array.Exists(Light, begin => text.StartsWith(begin, StringComparison.Ordinal));
}
