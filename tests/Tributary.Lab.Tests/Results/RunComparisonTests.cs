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
