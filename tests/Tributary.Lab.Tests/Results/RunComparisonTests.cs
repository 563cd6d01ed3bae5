using System.Collections.Immutable;
using System.Text;
using System.Xml.Linq;

namespace Tributary.Lab.Tests;

public sealed class RunComparisonTests
{
    [Theory]
    [InlineData("FAIL", "OK", 0, ResultKind.NewFailure)]
    [InlineData("FAIL", "FAIL", 200, ResultKind.AlsoOnBase)]
    [InlineData("OK", "FAIL", 200, ResultKind.Fixed)]
    [InlineData("OK", "FAIL", 3, ResultKind.Flaky)]
    [InlineData("FAIL", "OK", 3, ResultKind.Flaky)]
    [InlineData("FAIL", "SKIP", 0, ResultKind.NewFailure)]
    [InlineData("FAIL", null, 0, ResultKind.NewFailure)]
    [InlineData("SKIP", "FAIL", 200, ResultKind.Same)]
    [InlineData("OK", "OK", 0, ResultKind.Same)]
    public void Test_WhenItEndsSoHereAndSoOnTheBase_ThenThatIsWhatItMeans(string here, string? there, int failures, ResultKind kind)
    {
        var history = new BaseHistory { Runs = 200, Failures = failures == 0 ? ImmutableDictionary<string, int>.Empty : ImmutableDictionary<string, int>.Empty.Add("test_verifier:a:p", failures) };

        var compared = RunComparison.Of(Run(here), Run(there), history);

        compared.Tests.Select(test => test.Kind).ShouldBe(kind == ResultKind.Same ? [] : [kind]);
        compared.IsWorse.ShouldBe(kind == ResultKind.NewFailure);
    }

    [Theory]
    [InlineData("WARNING: CPU: 0 PID: 12 at kernel/bpf/verifier.c:5 check_cond+0x1/0x20 [bpf]", "WARNING: CPU: 1 PID: 345 at kernel/bpf/verifier.c:6 check_cond+0x10/0x200 [bpf]", 0, false)]
    [InlineData("BUG: KASAN: slab-use-after-free in bpf_prog_put+0x10/0x20", null, 0, true)]
    [InlineData("BUG: KASAN: slab-use-after-free in bpf_prog_put+0x10/0x20", null, 1, false)]
    [InlineData("WARNING: possible circular locking dependency detected", "BUG: kernel NULL pointer dereference, address: 00000000deadbeef", 0, true)]
    [InlineData("watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [a:9]", null, 0, false)]
    [InlineData("INFO: task a:9 blocked for more than 120 seconds.", null, 0, false)]
    public void Kernel_WhenItComplainsOfWhatItDidNotOnTheBase_ThenSomethingIsWorse(string here, string? there, int before, bool isWorse)
    {
        static RunReport Read(string? said) => RunReader.Read($"LAB-START id=a uname=6 cmd=test_verifier\n{(said is null ? "" : $"[    1.000000] {said}\n")}#1/p a OK\nLAB-EXIT id=a rc=0\n");
        var key = RunComparison.KeyOf(KernelComplaints.KeyOf(here));

        var compared = RunComparison.Of(Read(here), Read(there), new() { Runs = 200, Failures = before == 0 ? ImmutableDictionary<string, int>.Empty : ImmutableDictionary<string, int>.Empty.Add(key, before) });

        compared.IsWorse.ShouldBe(isWorse);
        compared.Complaints.Length.ShouldBe(isWorse ? 1 : 0);
    }

    [Fact]
    public void Kernel_WhenNobodyLookedAtTheBase_ThenNothingIsWorse()
    {
        var run = RunReader.Read("LAB-START id=a uname=6 cmd=a\n[    1.000000] BUG: KASAN: x\nLAB-EXIT id=a rc=0\n");

        RunComparison.Of(run, RunReader.Read("LAB-START id=a uname=6 cmd=a\nLAB-EXIT id=a rc=0\n") with { Complaints = null }, new()).IsWorse.ShouldBeFalse();
        RunFile.Read(RunFile.Write(run)).Complaints.ShouldBe(run.Complaints);
    }

    [Fact]
    public void Test_WhenItIsFlaky_ThenItIsSaidHowOften() =>
        RunComparison.Of(Run("FAIL"), Run("OK"), new() { Runs = 200, Failures = ImmutableDictionary<string, int>.Empty.Add("test_verifier:a:p", 3) }).Tests[0].Says.ShouldBe("It failed 3 of the last 200 on the base.");

    [Fact]
    public void Test_WhenItIsKnownToFail_ThenTheReasonIsSaid()
    {
        var compared = RunComparison.Of(Run("FAIL"), Run("OK"), new() { Known = ImmutableDictionary<string, string>.Empty.Add("test_verifier:a:p", "the expectation is stale") });

        compared.Tests[0].Kind.ShouldBe(ResultKind.Known);
        compared.Tests[0].Says.ShouldBe("It is known to fail: the expectation is stale");
        compared.IsWorse.ShouldBeFalse();
    }

    [Fact]
    public void Run_WhenItPanicsAndTheBaseDoesNot_ThenItIsWorse() =>
        RunComparison.Of(RunReader.Read("LAB-START id=a uname=6 cmd=test_verifier\n[    1.000000] Kernel panic - not syncing: Fatal exception\n"), Run("OK"), new()).IsWorse.ShouldBeTrue();

    [Fact]
    public void JUnit_WhenATestFails_ThenTheCaseHoldsItsOutputAndTheRunItsCounts()
    {
        using var output = new MemoryStream();
        JUnitReport.Write(Run("FAIL\nwhat \u0001 went <wrong>"), output);

        var suite = XDocument.Parse(Encoding.UTF8.GetString(output.ToArray())).Root!.Element("testsuite")!;
        suite.Attribute("failures")!.Value.ShouldBe("1");
        suite.Element("testcase")!.Element("failure")!.Value.ShouldContain("went <wrong>");
    }

    [Fact]
    public void JUnit_WhenTheRunDidNotGetToItsEnd_ThenThatIsAnError()
    {
        using var output = new MemoryStream();
        JUnitReport.Write(RunReader.Read(""), output);

        XDocument.Parse(Encoding.UTF8.GetString(output.ToArray())).Descendants("error").ShouldHaveSingleItem();
    }

    private static RunReport Run(string? verdict) =>
        RunReader.Read($"LAB-START id=a uname=6 cmd=test_verifier\n{(verdict is null ? "" : $"#1/p a {verdict}\n")}LAB-EXIT id=a rc=0\n");
}
