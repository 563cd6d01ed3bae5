namespace Tributary.Lab.Tests;

/// <summary>What the less usual programs, scripts and runners of the selftests print, as their sources have it (tools/testing/selftests/bpf, 4.14 to 6.13).</summary>
[Trait("Clause", "TST-1")]
public sealed class OtherProgramsTests
{
    [Fact]
    public void Verifier_WhenAProgramRunsAndDoesWrong_ThenItsTestFailed()
    {
        var (tests, _) = RunReader.ReadOutput("""
            #5/p one FAIL retval 3 != 4 (run 1/1) 
            0: (b7) r0 = 3
            #6/u two FAIL: Unexpected bpf_prog_test_run error (Operation not permitted) (run 1/1) 
            #7/p three FAIL: can't find expected subsequence of instructions
            #8/p a FAIL retval in its name OK
            #9/p jset32: BPF_K 3 cases OK
            """, "test_verifier");

        tests.Select(test => $"{test.Number} {test.Name} {test.Verdict}").ShouldBe(["5/p one Failed", "6/u two Failed", "7/p three Failed", "8/p a FAIL retval in its name Passed", "9/p jset32: BPF_K 3 cases Passed"]);
        tests[0].Output.ShouldBe(["FAIL retval 3 != 4 (run 1/1)", "0: (b7) r0 = 3"]);
        tests[4].Key.ShouldBe(new TestResult("test_verifier", "9/p", "jset32: BPF_K", TestVerdict.Failed, []).Key);
    }

    [Fact]
    public void Verifier_WhenItTellsMore_ThenTheLogIsNoPartOfTheName()
    {
        var (tests, _) = RunReader.ReadOutput("#0/p add+sub+mul , verifier log:\nfunc#0 @0\n0: R1=ctx(off=0,imm=0) R10=fp0\nprocessed 11 insns (limit 1000000)\nOK\n#1/u b, verifier log:\nx\nSKIP\n", "test_verifier");

        tests.Select(test => $"{test.Number} {test.Name} {test.Verdict}").ShouldBe(["0/p add+sub+mul Passed", "1/u b Skipped"]);
    }

    [Fact]
    public void Progs_WhenPartsWereLeftOut_ThenTheTestIsReadAllTheSame()
    {
        var (tests, _) = RunReader.ReadOutput("#6/1     z/one:SKIP\n#6/2     z/a: b:OK\n#6       z:OK (SKIP: 1/2)\n#7       y:FAIL\n", "test_progs");

        tests.Select(test => $"{test.Number} {test.Name} {test.Verdict}").ShouldBe(["6/1 z/one Skipped", "6/2 z/a: b Passed", "6 z Passed", "7 y Failed"]);
    }

    [Fact]
    public void Sockmap_WhenItRuns_ThenEachOfItsTestsIsTold()
    {
        var (tests, totals) = RunReader.ReadOutput("# 1/ 6  sockmap::txmsg test passthrough:OK\n#10/12 sockhash:ktls:txmsg test redirect:FAIL\nPass: 22 Fail: 2\n", "test_sockmap");

        tests.Select(test => $"{test.Name} {test.Verdict} {test.IsPart}").ShouldBe(["sockmap::txmsg test passthrough Passed False", "sockhash:ktls:txmsg test redirect Failed False"]);
        totals.ShouldBe([new("test_sockmap", "Pass: 22 Fail: 2", 22, null, 0, 2)]);
    }

    [Fact]
    public void RunTests_WhenScriptsAreAmongThem_ThenWhatTheyTellIsRead()
    {
        var (tests, _) = RunReader.ReadOutput("""
            TAP version 13
            1..3
            # selftests: bpf: test_xdp_redirect.sh
            # selftests: test_xdp_redirect xdpgeneric [PASS]
            # selftests: test_xdp_redirect xdpdrv [FAILED]
            not ok 1 selftests: bpf: test_xdp_redirect.sh # exit=1
            # selftests: bpf: test_tunnel.sh
            # Testing GRE tunnel...
            # PASS: gre
            # FAIL: ip6gre
            not ok 2 selftests: bpf: test_tunnel.sh # TIMEOUT 45 seconds
            # selftests: bpf: test_sockmap
            # # 1/ 6  sockmap::txmsg test passthrough:OK
            # Pass: 6 Fail: 0
            ok 3 selftests: bpf: test_sockmap
            """, "run_tests");

        tests.Select(test => $"{test.Suite} {test.Number} {test.Name} {test.Verdict}").ShouldBe(
        [
            "test_xdp_redirect.sh  test_xdp_redirect xdpgeneric Passed", "test_xdp_redirect.sh  test_xdp_redirect xdpdrv Failed", "run_tests 1 selftests: bpf: test_xdp_redirect.sh Failed",
            "test_tunnel.sh  gre Passed", "test_tunnel.sh  ip6gre Failed", "run_tests 2 selftests: bpf: test_tunnel.sh Failed",
            "test_sockmap  sockmap::txmsg test passthrough Passed", "run_tests 3 selftests: bpf: test_sockmap Passed",
        ]);
    }

    // tools/testing/selftests/lib.mk of 4.14, 4.17 and 5.1.
    [Theory]
    [InlineData("selftests: {0}\n====\n", "selftests: {0} [PASS]\n", "selftests:  {0} [FAIL]\n")]
    [InlineData("selftests: {0}\n====\n", "ok 1..1 selftests: {0} [PASS]\n", "not ok 1..2 selftests:  {0} [FAIL]\n")]
    [InlineData("selftests: bpf: {0}\n====\n", "ok 1..1 selftests: bpf: {0} [PASS]\n", "not ok 1..2 selftests: bpf: {0} [FAIL]\n")]
    public void RunTests_WhenTheKernelIsOld_ThenProgramsAndTheirVerdictsAreTold(string heading, string good, string bad)
    {
        var console = string.Format(System.Globalization.CultureInfo.InvariantCulture, heading + "test_tag: OK (40945 tests)\n" + good, "test_tag")
            + string.Format(System.Globalization.CultureInfo.InvariantCulture, heading + "#0/p a OK\n#1/p b FAIL\nUnexpected\nSummary: 1 PASSED, 0 SKIPPED, 1 FAILED\n" + bad, "test_verifier");

        var (tests, totals) = RunReader.ReadOutput(console, "old");

        tests.Select(test => $"{test.Suite} {test.Verdict}").ShouldBe(["old Passed", "test_verifier Passed", "test_verifier Failed", "old Failed"]);
        tests[0].Name.ShouldEndWith("test_tag");
        tests[^1].Name.ShouldEndWith("test_verifier");
        totals.Select(total => total.Suite).ShouldBe(["test_verifier"]);
    }

    [Theory]
    [InlineData("# Totals: pass:1 fail:1 skip:1 total:3", 1, 1, 1)]
    [InlineData("Summary: PASS 18, FAIL 2", 18, 0, 2)]
    [InlineData("Pass: 162 Fail: 0", 162, 0, 0)]
    public void Totals_WhenOtherProgramsPrintThem_ThenTheyAreRead(string line, int passed, int skipped, int failed) => TestTotals.Read("a", line).ShouldBe(new("a", line, passed, null, skipped, failed));

    [Theory]
    [InlineData("Pass: 1")]
    [InlineData("Pass: a Fail: 0")]
    [InlineData("# Totals: pass:1 more:2")]
    public void Totals_WhenALineIsOnlyLikeThem_ThenItIsNone(string line) => TestTotals.Read("a", line).ShouldBeNull();

    [Fact]
    public void Maps_WhenItEndsAtItsFirstFailure_ThenTheRunIsBrokenAndWhatItSaidIsShown()
    {
        const string start = "LAB-START id=ab uname=6.1 cmd=test_maps\ntest_array_map_batch_ops:PASS\n";
        var good = RunReader.Read(start + "test_maps: OK, 1 SKIPPED\nLAB-EXIT id=ab rc=0\n");
        var bad = RunReader.Read(start + "Failed to create hashmap 'Operation not permitted'!\nLAB-EXIT id=ab rc=1\n");

        (good.IsBroken, bad.IsBroken, bad.End).ShouldBe((false, true, RunEnd.Failed));
        bad.Output.ShouldBe(["Failed to create hashmap 'Operation not permitted'!"]);
        RunComparison.Of(bad, good, new BaseHistory()).IsWorse.ShouldBeTrue();
        RunComparison.Of(good, bad, new BaseHistory()).IsWorse.ShouldBeFalse();
    }

    [Fact]
    public void Program_WhenItFailsAndTellsOnlyOfWhatPassed_ThenItIsAFailureItself()
    {
        var (tests, _) = RunReader.ReadOutput("LAB-TEST-BEGIN test_maps\ntest_a:PASS\nFailed to create\nLAB-TEST-END test_maps rc=1\nLAB-TEST-BEGIN b\n#1 x:FAIL\nLAB-TEST-END b rc=1\n", "selftests");

        tests.Select(test => $"{test.Suite} {test.Name} {test.Verdict}").ShouldBe(["test_maps test_a Passed", "test_maps test_maps Failed", "b x Failed"]);
        tests[1].Output.ShouldBe(["Failed to create", "status 1"]);
    }

    [Fact]
    public void Marker_WhenTheProgramsLastLineHadNoEnd_ThenItIsFoundAllTheSame()
    {
        var report = RunReader.Read("LAB-START id=ab uname=6.1 cmd=selftests\nLAB-TEST-BEGIN a\nno end of lineLAB-TEST-END a rc=1\nLAB-TEST-BEGIN b\n#1 x:OKLAB-EXIT id=cd rc=9\n#2 y:OK\nnearlyLAB-EXIT id=ab rc=1\n");

        (report.End, report.Status).ShouldBe((RunEnd.Failed, 1));
        report.Tests.Select(test => $"{test.Suite} {test.Name} {test.Verdict}").ShouldBe(["a a Failed", "b y Passed"]);
        report.Tests[0].Output.ShouldBe(["no end of line", "status 1"]);
    }
}
