using Shouldly;
using Tributary.Policy;

namespace Tributary.Workflow.Tests;

[Trait("Clause", "STB-3")]
public sealed class StableKernelsTests
{
    private const string Json = """
        {"latest_stable": {"version": "6.11.9"}, "releases": [
          {"iseol": false, "version": "6.12", "moniker": "mainline"}, {"iseol": false, "version": "6.11.9", "moniker": "stable"}, {"iseol": true, "version": "6.10.14", "moniker": "stable"},
          {"iseol": false, "version": "6.6.62", "moniker": "longterm"}, {"iseol": false, "version": "next-20241122", "moniker": "linux-next"}, 7, {"version": 5}]}
        """;
    private static readonly DateTimeOffset At = new(2024, 11, 22, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void List_WhenReadFromKernelOrg_ThenEndedAndGoneBranchesAreDead()
    {
        StableKernel[] known = [new("6.12"), new("6.11"), new("6.9") { Why = "the profile" }, new("4.14") { HasEnded = true, Ends = "2024-01-10", Why = "the announcement" }];
        var read = StableKernels.Read(Json, [.. known], At)!.Value;
        var all = StableKernels.Merge([.. known], read);
        all.Select(static one => one.Branch).ShouldBe(["6.12", "6.11", "6.10", "6.9", "6.6", "4.14"]);
        all.Single(static one => one.Branch == "6.6").ShouldSatisfyAllConditions(one => one.IsLongterm.ShouldBeTrue(), one => one.Last.ShouldBe("6.6.62"));
        var dead = StableKernels.Dead(all);
        dead.Keys.Order().ShouldBe(["4.14", "6.10", "6.9"]);
        dead["6.9"].ShouldBe("6.9 is maintained no more (kernel.org's list of 2024-11-22 has it no more)");
        dead["4.14"].ShouldBe("4.14 is maintained no more since 2024-01-10 (the announcement)");
    }

    [Fact]
    public void Branch_WhenItsForeseenEndIsPast_ThenItHasEndedUnlessSomethingNewerSpeaksForIt()
    {
        var now = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
        StableKernel[] kernels =
        [
            new("6.12") { Ends = "2026-12", Why = "w" }, new("6.6") { Ends = "2026-10", Why = "w", At = now.AddDays(-1) }, new("6.1") { Ends = "2026-10-31", Why = "w" },
            new("5.10") { Ends = "2026-10", Why = "w", At = now.AddMonths(-3) }, new("5.4") { Ends = "2025-12", Why = "the page of 2025" },
        ];
        var dead = StableKernels.Dead(StableKernels.AsOf([.. kernels], now, branch => branch == "6.1" ? now.AddDays(-7) : null));
        dead.Keys.Order().ShouldBe(["5.10", "5.4"]);
        dead["5.4"].ShouldBe("5.4 is maintained no more since 2025-12 (its end was foreseen for then: the page of 2025; where it lives on, trib stable branches --update takes kernel.org's list of today)");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"releases\": 7}")]
    [InlineData("{\"releases\": []}")]
    public void List_WhenItIsNone_ThenNothingIsRead(string json) => StableKernels.Read(json, [], At).ShouldBeNull();

    [Theory]
    [InlineData("v6.6-rc1", "v6.6", -1)]
    [InlineData("v6.6", "v6.6.1", -1)]
    [InlineData("v6.6.10", "v6.6.9", 1)]
    [InlineData("v6.10", "v6.9.12", 1)]
    [InlineData("v2.6.32.71", "v2.6.32", 1)]
    public void Releases_WhenCompared_ThenTheyStandInOrder(string one, string other, int order) => Math.Sign(ReleaseTag.Compare(one, other)).ShouldBe(order);
}
