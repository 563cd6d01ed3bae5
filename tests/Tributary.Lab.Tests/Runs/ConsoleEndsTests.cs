namespace Tributary.Lab.Tests;

/// <summary>Consoles of machines that ended in other ways, were recorded by others, or of which the kernel cut lines.</summary>
[Trait("Clause", "TST-1")]
public sealed class ConsoleEndsTests
{
    private const string Boot = "[    0.000000] Linux version 6.12.0 (x)\r\n";
    private const string Start = Boot + "\r\nLAB-START id=ab uname=6.12.0 cmd=test_verifier\r\n";
    private const string Log = "[   12.345678] random: crng init done\r\n";

    // The kernel writes whenever it likes: whatever byte of the guest's it comes before, the line is read.
    [Fact]
    public void Line_WhenTheKernelCutsItAnywhere_ThenItIsReadAllTheSame()
    {
        const string guest = "LAB-START id=ab uname=6.12.0 cmd=test_verifier\r\n#1/p one two OK\r\n#2/p three FAIL\r\nwhy\r\nSummary: 1 PASSED, 0 SKIPPED, 1 FAILED\r\n\r\nLAB-EXIT id=ab rc=1\r\n";
        for (var at = 1; at < guest.Length; at++)
        {
            var report = RunReader.Read($"{Boot}{guest[..at]}{Log}{guest[at..]}");

            (report.End, report.Status).ShouldBe((RunEnd.Failed, 1), $"at {at}");
            report.Tests.Select(test => $"{test.Number} {test.Name} {test.Verdict}").ShouldBe(["1/p one two Passed", "2/p three Failed"], $"at {at}");
            report.Tests[1].Output.ShouldBe(["why"], $"at {at}");
            report.Totals.ShouldHaveSingleItem().Failed.ShouldBe(1);
        }
    }

    [Fact]
    public void Line_WhenTwoProcessorsWriteIntoIt_ThenItIsReadAllTheSame() =>
        RunReader.Read($"{Start}#1/p o[    1.000000][    T1] BUG: KASAN: x in y[    1.000001][   C0] z\r\nne[    1.000002] w\r\n OK\r\n[    1.000003] x\r\nLAB-EXIT id=ab rc=0\r\n").ShouldSatisfyAllConditions(
            report => report.Tests.Select(test => $"{test.Name} {test.Verdict}").ShouldBe(["one Passed"]), report => report.Splat.ShouldBe(["BUG: KASAN: x in y", "z", "w", "x"]));

    [Fact]
    public void Line_WhenATestPrintsTheKernelsLog_ThenTheNextLineIsNotLost() =>
        RunReader.Read($"{Start}dmesg says [    1.000000] x\r\n#1/p one OK\r\nLAB-EXIT id=ab rc=0\r\n").Tests.ShouldHaveSingleItem().Name.ShouldBe("one");

    [Theory]
    [InlineData("[    9.000000] reboot: Power down\r\n", RunEnd.PoweredOff)]
    [InlineData("[    9.000000] reboot: System halted\r\n", RunEnd.PoweredOff)]
    [InlineData("[    9.000000] reboot: Restarting system\r\n", RunEnd.PoweredOff)]
    [InlineData("[    0.000000] Linux version 6.12.0 (x)\r\nLAB-START id=ab uname=6.12.0 cmd=test_verifier\r\nLAB-EXIT id=ab rc=0\r\n", RunEnd.PoweredOff)]
    [InlineData("[    9.0] x\r\n[    9.000000] Kernel panic - not syncing: Fatal exception\r\n[    0.000000] Linux version 6.12.0 (x)\r\nLAB-START id=ab uname=6.12.0 cmd=a\r\nLAB-EXIT id=ab rc=0\r\n", RunEnd.Panic)]
    [InlineData("[    9.000000] ---[ end Kernel panic - not syncing: Fatal exception ]---\r\n", RunEnd.Panic)]
    [InlineData("[    9.000000] Out of memory (oom_kill_allocating_task): Killed process 9 (a)\r\n", RunEnd.OutOfMemory)]
    [InlineData("[    9.000000] Memory cgroup out of memory: Killed process 9 (a)\r\n#1/p one OK\r\n", RunEnd.Hang)]
    [InlineData("KVM internal error. Suberror: 1\r\n", RunEnd.MachineFailed)]
    [InlineData("qemu-system-x86_64: terminating on signal 15 from pid 9 (timeout)\r\n", RunEnd.Hang)]
    [InlineData("[    9.000000] LAB-EXIT id=ab rc=0\r\n", RunEnd.Passed)]
    public void Run_WhenItEndsOtherwise_ThenThatIsToldApart(string console, RunEnd end) => RunReader.Read(Start + console).End.ShouldBe(end);

    [Theory]
    [InlineData("", RunEnd.NoKernel)]
    [InlineData("EFI stub: Loaded initrd from LINUX_EFI_INITRD_MEDIA_GUID device path\r\n", RunEnd.NoStart)]
    [InlineData("Decompressing Linux... Parsing ELF... done.\r\nBooting the kernel.\r\n", RunEnd.NoStart)]
    [InlineData("qemu-system-x86_64: could not load kernel 'x': No such file or directory\r\n", RunEnd.MachineFailed)]
    [InlineData("qemu-system-x86_64: warning: host doesn't support requested feature\r\n", RunEnd.NoKernel)]
    [InlineData(Boot + "ALERT!  /dev/vda1 does not exist.  Dropping to a shell!\r\n(initramfs) ", RunEnd.NoRoot)]
    [InlineData(Boot + "[    9.000000] reboot: Power down\r\n", RunEnd.NoStart)]
    public void Boot_WhenNoProgramBegins_ThenThatIsToldApart(string console, RunEnd end) => RunReader.Read(console).End.ShouldBe(end);

    [Theory]
    [InlineData("watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [test_progs:99]")]
    [InlineData("watchdog: Watchdog detected hard LOCKUP on cpu 1")]
    [InlineData("INFO: task test_progs:99 blocked for more than 120 seconds.")]
    [InlineData("rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:")]
    [InlineData("rcu_sched self-detected stall on CPU")]
    [InlineData("BUG: kernel NULL pointer dereference, address: 0000000000000000")]
    public void Hang_WhenTheKernelSaysWhy_ThenThatIsTold(string line) => RunReader.Read($"{Start}[    9.000000] {line}\r\n").ShouldSatisfyAllConditions(
        report => report.End.ShouldBe(RunEnd.Hang), report => report.Says.ShouldEndWith($"The kernel said: {line}"), report => report.KernelSaid.ShouldBe(line));

    [Theory]
    [InlineData("Oops [#1]")]
    [InlineData("Oops - illegal instruction [#1]")]
    [InlineData("Oops: Kernel access of bad area, sig: 11 [#1]")]
    [InlineData("Oops: general protection fault, probably for non-canonical address 0xdead000000000122: 0000 [#1] PREEMPT SMP KASAN")]
    [InlineData("illegal operation: 0001 ilc:1 [#1] SMP")]
    [InlineData("Unable to handle kernel pointer dereference in virtual kernel address space")]
    [InlineData("Unable to handle kernel access to user memory without uaccess routines at virtual address 0000000000000000")]
    [InlineData("BUG: Unable to handle kernel data access on read at 0x00000000")]
    [InlineData("Unexpected kernel BRK exception at EL1")]
    [InlineData("SError Interrupt on CPU0, code 0xbe000000 -- SError")]
    [InlineData("BUG kmalloc-64 (Not tainted): Redzone overwritten")]
    [InlineData("BUG: KFENCE: use-after-free read in x+0x1/0x2")]
    [InlineData("BUG: KCSAN: data-race in a / b")]
    [InlineData("WARNING: suspicious RCU usage")]
    [InlineData("[ INFO: possible circular locking dependency detected ]")]
    [InlineData("INFO: trying to register non-static key.")]
    public void Splat_WhenMachinesAndCheckersSayItTheirWay_ThenItBeginsThere(string line) =>
        RunReader.Read($"{Start}[    1.000000] {line}\r\n[    1.000001] Call Trace:\r\nLAB-EXIT id=ab rc=0\r\n").Splat.ShouldBe([line, "Call Trace:"]);

    [Fact]
    public void Splat_WhenAWarningCameLongBeforeThePanic_ThenThePanicAndItsOopsAreShown()
    {
        static string Kernel(params string[] lines) => string.Concat(lines.Select(static line => $"[    1.000000] {line}\r\n"));
        var console = Start + Kernel("------------[ cut here ]------------", "WARNING: CPU: 0 PID: 1 at a.c:1", "---[ end trace 0 ]---") + "#1/p one OK\r\n" + Kernel([.. Enumerable.Repeat("x", 50)])
            + Kernel("BUG: kernel NULL pointer dereference", "#PF: x", "Oops: 0000 [#1]", "RIP: 0010:y", "---[ end trace 1 ]---", "RIP: 0010:y", "Kernel panic - not syncing: Fatal exception", "Kernel Offset: disabled", "---[ end Kernel panic - not syncing: Fatal exception ]---", "z");

        RunReader.Read(console).Splat.ShouldBe(["BUG: kernel NULL pointer dereference", "#PF: x", "Oops: 0000 [#1]", "RIP: 0010:y", "---[ end trace 1 ]---", "RIP: 0010:y", "Kernel panic - not syncing: Fatal exception", "Kernel Offset: disabled", "---[ end Kernel panic - not syncing: Fatal exception ]---"]);
    }

    [Fact]
    public void Splat_WhenAWarningCameBeforeSomethingGrave_ThenThatIsShown() => RunReader.Read(
        $"{Start}[    1.000000] WARNING: CPU: 0\r\n[    1.000000] ---[ end trace 0 ]---\r\n[    2.000000] ------------[ cut here ]------------\r\n[    2.000000] kernel BUG at mm/slub.c:448!\r\n[    2.000000] ---[ end trace 1 ]---\r\nLAB-EXIT id=ab rc=139\r\n")
        .Splat.ShouldBe(["------------[ cut here ]------------", "kernel BUG at mm/slub.c:448!", "---[ end trace 1 ]---"]);

    [Fact]
    public void Line_WhenARecorderWroteItsTimeOrItsColours_ThenItIsReadAllTheSame()
    {
        var plain = Start + "#1/p one OK\r\n#2/p [two] FAIL\r\nSummary: 1 PASSED, 0 SKIPPED, 1 FAILED\r\nLAB-EXIT id=ab rc=1\r\n";
        foreach (var change in (Func<string, string>[])[
            line => "2026-03-02T12:00:00.1234567Z " + line, line => "2026-03-02 12:00:00,123 " + line, line => "2026-03-02T12:00:00+01:00 " + line,
            line => line.Replace(" OK", " [0;32mOK[0m", StringComparison.Ordinal).Replace(" FAIL", " [31mFAIL[m", StringComparison.Ordinal), line => "^[[1m" + line + "^[[0m"])
        {
            var report = RunReader.Read(string.Join('\n', plain.Replace("\r", "", StringComparison.Ordinal).Split('\n').Select(line => line.Length > 0 ? change(line) : line)));

            (report.End, report.Kernel).ShouldBe((RunEnd.Failed, "6.12.0"));
            report.Tests.Select(test => $"{test.Number} {test.Name} {test.Verdict}").ShouldBe(["1/p one Passed", "2/p [two] Failed"]);
        }
    }

    // What others recorded bears no markers.
    [Theory]
    [InlineData(Boot + "#1/p one OK\r\n#2/u two SKIP\r\nSummary: 1 PASSED, 1 SKIPPED, 0 FAILED\r\n", RunEnd.Passed, "test_verifier Passed, test_verifier Skipped")]
    [InlineData("#1/1     a/b:OK\n#1       a:OK\n#2       c:FAIL\nSummary: 1/1 PASSED, 0 SKIPPED, 1 FAILED\n", RunEnd.Failed, "test_progs Passed, test_progs Passed, test_progs Failed")]
    [InlineData("test_sk_storage_map:PASS\ntest_maps: OK, 1 SKIPPED\n", RunEnd.Passed, "test_maps Passed")]
    [InlineData("TAP version 13\n1..2\n# selftests: bpf: test_tag\n# test_tag: OK (40945 tests)\nok 1 selftests: bpf: test_tag\n# selftests: bpf: test_x.sh\nnot ok 2 selftests: bpf: test_x.sh # exit=1\n", RunEnd.Failed, "kselftest Passed, kselftest Failed")]
    [InlineData("TAP version 13\n1..2\nok 1 selftests: bpf: test_tag\n", RunEnd.Hang, "kselftest Passed")]
    [InlineData(Boot + "#1/p one OK\r\n[    5.000000] Kernel panic - not syncing: Fatal exception\r\n", RunEnd.Panic, "test_verifier Passed")]
    [InlineData(Boot + "#1/p one OK\r\n#2/p two", RunEnd.Hang, "test_verifier Passed, test_verifier Unfinished")]
    public void Console_WhenItBearsNoMarkers_ThenItsResultsAreRead(string console, RunEnd end, string tests) => RunReader.Read(console).ShouldSatisfyAllConditions(
        report => report.End.ShouldBe(end), report => string.Join(", ", report.Tests.Select(test => $"{test.Suite} {test.Verdict}")).ShouldBe(tests));

    [Fact]
    public void Console_WhenTheNonceIsKnownAndNoMarkerBearsIt_ThenNoResultCounts() =>
        RunReader.Read(Boot + "#1/p one OK\r\nSummary: 1 PASSED, 0 SKIPPED, 0 FAILED\r\n", "ab").ShouldSatisfyAllConditions(report => report.End.ShouldBe(RunEnd.NoStart), report => report.Tests.ShouldBeEmpty());

    [Fact]
    public void Program_WhenTheMachineDiesInIt_ThenItIsToldAsUnfinished()
    {
        var report = RunReader.Read(Start + "LAB-TEST-BEGIN test_tag\r\nLAB-TEST-END test_tag rc=0\r\nLAB-TEST-BEGIN test_lru_map\r\nat work\r\n[    5.000000] Kernel panic - not syncing: Fatal exception\r\n");

        report.Tests.Select(test => $"{test.Name} {test.Verdict}").ShouldBe(["test_tag Passed", "test_lru_map Unfinished"]);
        report.Tests[1].Output.ShouldBe(["at work"]);
    }

    [Theory]
    [InlineData("test_a.sh", "./test_a.sh: line 5: bpftool: command not found", 1, TestVerdict.Skipped)]
    [InlineData("test_a.sh", "./test_a.sh: line 5: ethtool: not found", 127, TestVerdict.Skipped)]
    [InlineData("test_a.py", "python3 is not in the guest", 4, TestVerdict.Skipped)]
    [InlineData("test_a.sh", "file not found in map", 1, TestVerdict.Failed)]
    [InlineData("test_a", "x: not found", 127, TestVerdict.Failed)]
    [InlineData("test_a", "slow", 124, TestVerdict.Failed)]
    public void Program_WhenItCouldNotBeRun_ThenWhyIsTold(string program, string output, int status, TestVerdict verdict)
    {
        var (tests, _) = RunReader.ReadOutput($"LAB-TEST-BEGIN {program}\n{output}\nLAB-TEST-END {program} rc={status}\n", "selftests");

        var test = tests.ShouldHaveSingleItem();
        test.Verdict.ShouldBe(verdict);
        test.Output.Length.ShouldBe(2);
        test.Output[0].ShouldBe(output);
    }
}
