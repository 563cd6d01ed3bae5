namespace Tributary.Lab.Tests;

[Trait("Clause", "TST-1")]
public sealed class RunReaderTests
{
    private const string Boot = "\u001bc\u001b[?7lSeaBIOS\r\nBooting from ROM..[    0.000000] Linux version 6.1.0 (x)\r\n[    0.000000] Command line: console=ttyS0 lab.id=ab lab.cmd=test_verifier \r\n";
    private const string Start = Boot + "LAB-START id=ab uname=6.1.0-9 cmd=test_verifier uptime=2\r\n";

    [Theory]
    [InlineData(Start + "LAB-EXIT id=ab rc=0\r\n", RunEnd.Passed)]
    [InlineData(Start + "LAB-EXIT id=ab rc=1\r\n", RunEnd.Failed)]
    [InlineData(Start + "/init: ./test_verifier: not found\r\nLAB-EXIT id=ab rc=127\r\n", RunEnd.MissingBinary)]
    [InlineData(Start + "Segmentation fault\r\nLAB-EXIT id=ab rc=139\r\n", RunEnd.Crashed)]
    [InlineData(Start + "[    5.3] x\r\n[    5.341473] Out of memory: Killed process 104 (hog) total-vm:3kB\r\nKilled\r\nLAB-EXIT id=ab rc=137\r\n", RunEnd.OutOfMemory)]
    [InlineData(Start + "LAB-EXIT id=ab rc=137\r\n", RunEnd.Crashed)]
    [InlineData(Start + "[    5.180870] Kernel panic - not syncing: sysrq triggered crash\r\n", RunEnd.Panic)]
    [InlineData(Start + "[    5.180870] Kernel panic - not syncing: System is deadlocked on memory\r\n", RunEnd.OutOfMemory)]
    [InlineData(Start + "[    2.527871] Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000700\r\n", RunEnd.InitDied)]
    [InlineData(Boot + "[    1.486217] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)\r\n", RunEnd.NoRoot)]
    [InlineData(Boot, RunEnd.NoStart)]
    [InlineData(Start + "about to hang\r\n", RunEnd.Hang)]
    [InlineData(Start + "LAB-EXIT id=forged rc=0\r\n", RunEnd.Hang)]
    [InlineData("\u001bcSeaBIOS\r\nBooting from ROM...\r\n", RunEnd.NoKernel)]
    [InlineData("", RunEnd.NoKernel)]
    public void Run_WhenItEnds_ThenTheEndIsToldApart(string console, RunEnd end) => RunReader.Read(console).End.ShouldBe(end);

    [Fact]
    public void Run_WhenItsNonceIsKnown_ThenMarkersOfAnotherAreOutput()
    {
        var report = RunReader.Read(Boot + "LAB-START id=evil uname=x\r\nLAB-EXIT id=evil rc=0\r\nLAB-START id=true uname=6.1\r\n#1/p a FAIL\r\nLAB-EXIT id=true rc=1\r\n", "true");

        (report.End, report.Kernel).ShouldBe((RunEnd.Failed, "6.1"));
        report.Count(TestVerdict.Failed).ShouldBe(1);
    }

    [Fact]
    public void Verifier_WhenVerdictsStandOnLaterLines_ThenTheyAreFound()
    {
        var report = RunReader.Read(Start + """
            #1/u plain OK
            #1/p plain OK
            #2/p timer: forbidden Failed to load BTF spec: 'Invalid argument'
            log line
            OK
            #3/u bounds FAIL
            Unexpected verifier log!
            FAIL
            #3/p [bounds] with a remark OK (NOTE: unaligned access)
            #4/p not here SKIP (unsupported program type 31)
            #5/p broken [   12.345678] audit: something
            FAIL
            #6/p never ends
            """ + "\nLAB-EXIT id=ab rc=1\n");

        report.Tests.Select(test => $"{test.Number} {test.Name} {test.Verdict}").ShouldBe(
        [
            "1/u plain Passed", "1/p plain Passed", "2/p timer: forbidden Passed", "3/u bounds Failed", "3/p [bounds] with a remark Passed", "4/p not here Skipped",
            "5/p broken Failed", "6/p never ends Unfinished",
        ]);
        report.Tests[3].Output.ShouldBe(["Unexpected verifier log!", "FAIL"]);
    }

    [Fact]
    public void Progs_WhenFailuresArePrintedTwice_ThenTheyAreCountedOnce()
    {
        var report = RunReader.Read(Start.Replace("test_verifier", "test_progs", StringComparison.Ordinal) + """
            #1/1     align/mov:OK
            #1       align:OK
            run:FAIL:btfgen unexpected error
            #52/10   core/nesting:FAIL
            #52      core:FAIL
            #53      gone:SKIP
            All error logs:
            run:FAIL:btfgen unexpected error
            #52/10   core/nesting:FAIL
            #52      core:FAIL
            Summary: 2/1 PASSED, 1 SKIPPED, 1 FAILED
            """ + "\nLAB-EXIT id=ab rc=1\n");

        report.Tests.Length.ShouldBe(5);
        report.Tests.Single(test => test.Number == "52/10").Output.ShouldBe(["run:FAIL:btfgen unexpected error"]);
        (report.Count(TestVerdict.Passed), report.Count(TestVerdict.Skipped), report.Count(TestVerdict.Failed)).ShouldBe((1, 1, 1));
        report.Totals.ShouldHaveSingleItem().ShouldBe(new("test_progs", "Summary: 2/1 PASSED, 1 SKIPPED, 1 FAILED", 2, 1, 1, 1));
    }

    [Fact]
    public void SmallPrograms_WhenTheyRunOneAfterTheOther_ThenEachHasItsResults()
    {
        var report = RunReader.Read(Start + """
            LAB-TEST-BEGIN test_tag
            Assertion failed
            LAB-TEST-END test_tag rc=134
            LAB-TEST-BEGIN test_sock
            Test case: bind4 reject all .. [PASS]
            Test case: bind6 reject all .. [FAIL]
            Summary: 1 PASSED, 1 FAILED
            LAB-TEST-END test_sock rc=255
            LAB-TEST-BEGIN test_maps
            test_hash:PASS
            test_stress SKIP (no CONFIG_PREEMPT)
            test_maps: OK, 1 SKIPPED
            LAB-TEST-END test_maps rc=0
            ok 1 selftests: bpf: test_lru_map
            not ok 2 selftests: bpf: test_lpm # exit=1
            ok 3 selftests: bpf: test_dev # SKIP
            """ + "\nLAB-EXIT id=ab rc=1\n");

        report.Tests.Select(test => $"{test.Name} {test.Verdict}").ShouldBe(
        [
            "test_tag Failed", "bind4 reject all Passed", "bind6 reject all Failed", "test_hash Passed", "test_stress Skipped",
            "selftests: bpf: test_lru_map Passed", "selftests: bpf: test_lpm Failed", "selftests: bpf: test_dev Skipped",
        ]);
        report.Totals.Select(totals => totals.Line).ShouldBe(["Summary: 1 PASSED, 1 FAILED", "test_maps: OK, 1 SKIPPED"]);
    }

    [Theory]
    [InlineData("Summary: 418 PASSED, 0 FAILED", 418, 0, 0)]
    [InlineData("Summary: 1365 PASSED, 647 SKIPPED, 0 FAILED", 1365, 647, 0)]
    [InlineData("Summary: nothing", -1, 0, 0)]
    [InlineData("Summary: 99999999999 PASSED", -1, 0, 0)]
    public void Totals_WhenFieldsAreLeftOut_ThenTheOthersCount(string line, int passed, int skipped, int failed)
    {
        var totals = TestTotals.Read("test_verifier", line);

        (totals?.Passed ?? -1, totals?.Skipped ?? 0, totals?.Failed ?? 0).ShouldBe((passed, skipped, failed));
    }
}
