namespace Tributary.Lab.Tests;

/// <summary>Consoles of other kernels, other machines and other programs of the selftests than those that were recorded.</summary>
[Trait("Clause", "TST-1")]
public sealed class ConsoleKindsTests
{
    private const string Start = "[    0.000000][    T0] Linux version 6.12.0 (x)\nLAB-START id=ab uname=6.12.0 cmd=test_progs\n";

    [Theory]
    [InlineData("[    5.180870][  T123] Kernel panic - not syncing: Fatal exception\n", RunEnd.Panic)]
    [InlineData("[    5.180870] [   C1] Kernel panic - not syncing: Fatal exception in interrupt\n", RunEnd.Panic)]
    [InlineData("<0>[    5.180870] Kernel panic - not syncing: Fatal exception\n", RunEnd.Panic)]
    [InlineData("[12345.180870][T10234] Out of memory: Killed process 1 (a)\n", RunEnd.OutOfMemory)]
    [InlineData("[    5.3][x] Kernel panic - not syncing: it is the output of a test\n", RunEnd.Hang)]
    public void Kernel_WhenItWritesMoreBeforeItsLines_ThenItIsUnderstood(string console, RunEnd end) => RunReader.Read(Start + console).End.ShouldBe(end);

    // printk.time=0
    [Theory]
    [InlineData("Linux version 6.6.1 (x)\nLAB-START id=ab uname=6.6.1 cmd=a\nBUG: kernel NULL pointer dereference\nKernel panic - not syncing: Fatal exception\n", RunEnd.Panic)]
    [InlineData("Linux version 6.6.1 (x)\nVFS: Cannot open root device\nKernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)\n", RunEnd.NoRoot)]
    [InlineData("Linux version 6.6.1 (x)\n", RunEnd.NoStart)]
    [InlineData("Linux version 6.6.1 (x)\nLAB-START id=ab uname=6.6.1 cmd=a\nOut of memory: Killed process 9 (hog)\nKilled\nLAB-EXIT id=ab rc=137\n", RunEnd.OutOfMemory)]
    [InlineData("Linux version 6.6.1 (x)\nLAB-START id=ab uname=6.6.1 cmd=a\n------------[ cut here ]------------\nWARNING: CPU: 0 PID: 1\n---[ end trace 0 ]---\nLAB-EXIT id=ab rc=0\n", RunEnd.Passed)]
    public void Kernel_WhenItWritesNoTimes_ThenItIsUnderstood(string console, RunEnd end) => RunReader.Read(console).End.ShouldBe(end);

    [Fact]
    public void Splat_WhenTheKernelWritesNoTimes_ThenItIsShownToItsEnd() =>
        RunReader.Read("LAB-START id=ab uname=6 cmd=a\n#1 before:OK\n------------[ cut here ]------------\nWARNING: CPU: 0\n RIP: 0010:x\n---[ end trace 0 ]---\n#2 after:OK\nLAB-EXIT id=ab rc=0\n")
            .ShouldSatisfyAllConditions(report => report.Splat.Length.ShouldBe(4), report => report.Tests.Select(test => test.Name).ShouldBe(["before", "after"]));

    [Theory]
    [InlineData("kernel BUG at mm/slub.c:448!")]
    [InlineData("Internal error: Oops: 0000000096000004 [#1] PREEMPT SMP")]
    [InlineData("Unable to handle kernel paging request at virtual address dead000000000100")]
    [InlineData("BUG: KASAN: slab-use-after-free in bpf_prog_put+0x10/0x20")]
    [InlineData("UBSAN: array-index-out-of-bounds in kernel/bpf/core.c:10:2")]
    [InlineData("rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:")]
    [InlineData("watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [test_progs:99]")]
    [InlineData("INFO: task test_progs:99 blocked for more than 120 seconds.")]
    [InlineData("divide error: 0000 [#1] PREEMPT SMP")]
    [InlineData("WARNING: possible circular locking dependency detected")]
    public void Splat_WhenAKernelOfAnyMachineGoesWrong_ThenItBeginsThere(string line) =>
        RunReader.Read($"{Start}[    1.000000][   T99] {line}\n[    1.000001][   T99] Call trace:\nLAB-EXIT id=ab rc=0\n").Splat.ShouldBe([line, "Call trace:"]);

    [Fact]
    public void Panic_WhenTheRootIsWrongInOlderKernels_ThenThatIsTheEnd()
    {
        foreach (var why in (string[])["No init found.  Try passing init= option to kernel.", "Requested init /sbin/init failed (error -2).", "junk within compressed archive", "compression method zstd not configured"])
            RunReader.Read($"[    1.000000] Linux version 3.10\n[    2.000000] Kernel panic - not syncing: {why}\n").End.ShouldBe(RunEnd.NoRoot, why);
    }

    [Fact]
    public void RunTests_WhenEachProgramsOutputIsMarked_ThenItsTestsAndItsVerdictAreTold()
    {
        var report = RunReader.Read("""
            LAB-START id=ab uname=6.1 cmd=selftests
            TAP version 13
            1..4
            # selftests: bpf: test_verifier
            # #1/p one two OK
            # #2/u [three] FAIL
            # why it failed
            # Summary: 1 PASSED, 0 SKIPPED, 1 FAILED
            not ok 1 selftests: bpf: test_verifier # exit=1
            # selftests: bpf: test_progs
            # #4/1     tc/a b/c: d:OK
            # #4       tc:OK
            # Summary: 1/1 PASSED, 0 SKIPPED, 0 FAILED
            ok 2 selftests: bpf: test_progs
            # selftests: bpf: test_tunnel.sh
            # ip: command not found
            not ok 3 selftests: bpf: test_tunnel.sh # TIMEOUT 45 seconds
            # selftests: bpf: test_lirc_mode2.sh
            ok 4 selftests: bpf: test_lirc_mode2.sh # SKIP
            # selftests: net: ip_defrag.sh
            ok 1 selftests: net: ip_defrag.sh
            """ + "\nLAB-EXIT id=ab rc=1\n");

        report.Tests.Select(test => $"{test.Suite} {test.Number} {test.Name} {test.Verdict}").ShouldBe(
        [
            "test_verifier 1/p one two Passed", "test_verifier 2/u [three] Failed", "selftests 1 selftests: bpf: test_verifier Failed", "test_progs 4/1 tc/a b/c: d Passed", "test_progs 4 tc Passed",
            "selftests 2 selftests: bpf: test_progs Passed", "selftests 3 selftests: bpf: test_tunnel.sh Failed", "selftests 4 selftests: bpf: test_lirc_mode2.sh Skipped", "selftests 1 selftests: net: ip_defrag.sh Passed",
        ]);
        report.Tests[1].Output.ShouldContain("why it failed");
        report.Tests[6].Output.ShouldBe(["ip: command not found"]);
        report.Totals.Select(totals => (totals.Suite, totals.Passed, totals.Failed)).ShouldBe([("test_verifier", 1, 1), ("test_progs", 1, 0)]);
    }

    [Fact]
    public void Tap_WhenTestsHaveSubtests_ThenTheyArePartsOfThem()
    {
        var (tests, _) = RunReader.ReadOutput("""
            KTAP version 1
            1..2
                KTAP version 1
                # Subtest: list
                1..2
                ok 1 list_add
                # list_del: EXPECTATION FAILED at lib/list-test.c:5
                not ok 2 list_del
            not ok 1 list
            ok 2 - hash # SKIP no CONFIG_X
            """, "kunit");

        tests.Select(test => $"{test.Number} {test.Name} {test.Verdict} {test.IsPart}").ShouldBe(["1 list Failed False", "1/1 list/list_add Passed True", "1/2 list/list_del Failed True", "2 hash Skipped False"]);
        tests[0].Output.ShouldContain("    # list_del: EXPECTATION FAILED at lib/list-test.c:5");
    }

    [Theory]
    [InlineData("ok 1", "1", "1", TestVerdict.Passed)]
    [InlineData("ok 1 - a name with / and blanks", "1", "a name with / and blanks", TestVerdict.Passed)]
    [InlineData("not ok 12 x # exit=134", "12", "x", TestVerdict.Failed)]
    [InlineData("not ok 12 # exit=134", "12", "12", TestVerdict.Failed)]
    [InlineData("ok 3 # SKIP no permission", "3", "no permission", TestVerdict.Skipped)]
    [InlineData("ok 3 x # skip no permission", "3", "x", TestVerdict.Skipped)]
    [InlineData("not ok 3 x # todo later", "3", "x", TestVerdict.Skipped)]
    [InlineData("ok 3 x # XFAIL known", "3", "x", TestVerdict.Passed)]
    [InlineData("ok 3 x # XPASS but why", "3", "x", TestVerdict.Failed)]
    public void Tap_WhenALineHasItsForms_ThenItIsRead(string line, string number, string name, TestVerdict verdict) =>
        TapLine.Read(line).ShouldBe(new TestLine(number, name, verdict, "kselftest"));

    [Theory]
    [InlineData("ok")]
    [InlineData("ok then")]
    [InlineData("ok 1x")]
    [InlineData("not ok")]
    [InlineData("okay 1")]
    [InlineData("ok 9999999999 x")]
    public void Tap_WhenALineIsNone_ThenItIsOutput(string line) => TapLine.Read(line).ShouldBeNull();

    [Theory]
    [InlineData("#0 add+sub+mul OK", "0", "add+sub+mul", TestVerdict.Passed)]
    [InlineData("#12 unpriv: return pointer FAIL", "12", "unpriv: return pointer", TestVerdict.Failed)]
    [InlineData("#253/12  tc_links/a b: c:SKIP", "253/12", "tc_links/a b: c", TestVerdict.Skipped)]
    [InlineData("    TEST: ping across a veth pair                  [ OK ]", "", "ping across a veth pair", TestVerdict.Passed)]
    [InlineData("TEST: [x] drops [FAIL]", "", "[x] drops", TestVerdict.Failed)]
    public void Line_WhenOtherProgramsWriteIt_ThenItIsRead(string line, string number, string name, TestVerdict verdict)
    {
        var (tests, _) = RunReader.ReadOutput(line + "\n", "any");

        tests.Select(test => (test.Number, test.Name, test.Verdict)).ShouldBe([(number, name, verdict)]);
    }

    [Fact]
    public void Totals_WhenTheHeaderOfTheSelftestsPrintsThem_ThenExpectedFailuresAreNone() =>
        TestTotals.Read("a", "# Totals: pass:3 fail:1 xfail:2 xpass:1 skip:4 error:1").ShouldBe(new("a", "# Totals: pass:3 fail:1 xfail:2 xpass:1 skip:4 error:1", 5, null, 4, 3));

    [Fact]
    public void Program_WhenItLeavesItselfOut_ThenItIsSkipped()
    {
        var (tests, _) = RunReader.ReadOutput("LAB-TEST-BEGIN a.sh\nno tc here\nLAB-TEST-END a.sh rc=4\nLAB-TEST-BEGIN b\nLAB-TEST-END b rc=127\n", "selftests");

        tests.Select(test => (test.Name, test.Verdict)).ShouldBe([("a.sh", TestVerdict.Skipped), ("b", TestVerdict.Failed)]);
    }

    // Wherever the recording stopped, nothing is thrown and nothing that was told is lost.
    [Fact]
    public void Console_WhenItIsCutAnywhere_ThenWhatWasToldStays()
    {
        const string text = "\u001b[2J[    0.000000] Linux version 6\r\nLAB-START id=ab uname=6 cmd=test_verifier\r\n#1/p one \u001b[32mOK\u001b[0m\r\n#2/p two\r\n[    1.000000] x\r\nOK\r\n#3/p three FAIL\r\nwhy\r\nSummary: 2 PASSED, 0 SKIPPED, 1 FAILED\r\nLAB-EXIT id=ab rc=1\r\n";
        var whole = RunReader.Read(text).Tests.Select(test => test.Key).ToArray();
        for (var length = 0; length < text.Length; length++)
        {
            var report = RunReader.Read(text.AsSpan(0, length));

            var told = report.Tests.Select(test => test.Key).ToArray();
            told[..Math.Max(told.Length - 1, 0)].ShouldBe(whole[..Math.Max(told.Length - 1, 0)]);
            if (length < text.Length - 3) report.End.ShouldBeOneOf(RunEnd.NoKernel, RunEnd.NoStart, RunEnd.Hang, RunEnd.Failed);
        }
    }
}
