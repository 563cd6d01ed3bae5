using System.Collections.Immutable;
using System.Diagnostics;
using Tributary.Patches;

namespace Tributary.Policy.Tests;

public sealed class RouterTests
{
    private static readonly Profile Bpf = BuiltInProfiles.Find("bpf")!;

    // Late in a cycle, and outside of a merge window.
    private static readonly DateTimeOffset Late = new(2024, 4, 28, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Window = new(2024, 5, 15, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("bpf-next", "bpf: a feature", "kernel/bpf/verifier.c", "bpf-next")]
    [InlineData("bpf", "bpf: a fix", "kernel/bpf/verifier.c", "bpf")]
    [InlineData("net", "net: a fix", "net/core/dev.c", "net")]
    [InlineData("net-next", "net: a feature", "net/core/dev.c", "net-next")]
    [InlineData("", "bpf: Add a helper", "kernel/bpf/helpers.c", "bpf-next")]
    [InlineData("", "selftests: net: Remove an unused variable", "tools/testing/selftests/net/a.sh", "net-next")]
    [InlineData("next", "selftests/bpf: Fix spelling", "tools/testing/selftests/bpf/a.c", "bpf-next")]
    [InlineData("bpf", "selftests/bpf: Fix a flaky test", "tools/testing/selftests/bpf/a.c", "bpf-next")]
    [InlineData("net", "selftests/bpf: Fix pointer arithmetic", "tools/testing/selftests/bpf/a.c", "bpf-next")]
    [InlineData("", "net-next: A title that names its tree", "net/core/dev.c", "net-next")]
    [InlineData("iproute2", "ip: a fix", "ip/iplink.c", "iproute2")]
    [InlineData("iproute2 net-next", "ip: a feature", "ip/iplink.c", "iproute2-next")]
    [InlineData("", "ip: print more", "ip/iplink.c", "iproute2")]
    [InlineData("nf-next", "netfilter: a feature", "net/netfilter/core.c", null)]
    [InlineData("6.1.y", "bpf: a backport", "kernel/bpf/verifier.c net/core/dev.c kernel/fork.c", null)]
    [InlineData("", "usb: a fix", "drivers/usb/core/hub.c", null)]
    [Trait("Clause", "PFX-2")]
    public void Series_WhenRouted_ThenItsTreeIsFound(string tag, string title, string paths, string? tree) =>
        Router.Decide(Bpf, Facts(tag, title, paths, Late)).Tree.ShouldBe(tree);

    [Fact]
    public void Series_WhenTheMergeWindowIsOpen_ThenWhatNamesNoTreeIsForNet()
    {
        var decision = Router.Decide(Bpf, Facts("", "selftests: net: list all tests", "tools/testing/selftests/net/a.sh", Window));
        decision.Tree.ShouldBe("net");
        decision.Reason.ShouldContain("the merge window was open");
    }

    [Fact]
    public void Series_WhenATagNamesAFixedCommit_ThenItIsAFix()
    {
        var facts = Facts("", "selftests: net: a test", "tools/testing/selftests/net/a.sh", Late);
        Router.Decide(Bpf, facts with { Patches = [facts.Patches[0] with { HasFixes = true }] }).Tree.ShouldBe("net");
    }

    [Fact]
    public void Series_WhenItTouchesNetworkingAndTheBranchIsThere_ThenItIsForThatBranch()
    {
        var facts = Facts("bpf-next", "selftests/bpf: Migrate test_xdp_meta.sh", "tools/testing/selftests/bpf/test_xdp_meta.c", Late);
        Router.Decide(Bpf, facts).Tree.ShouldBe("bpf-next");
        Router.Decide(Bpf, facts with { Date = new(2024, 12, 13, 0, 0, 0, TimeSpan.Zero) }).Tree.ShouldBe("bpf-next/net");
    }

    [Fact]
    public void Series_WhenMailAsksForATree_ThenThatTreeIsBelieved() =>
        Router.Decide(Bpf, Facts("", "selftests: harness: support more", "tools/testing/selftests/kselftest_harness.h", Late) with { Asked = ["net-next"] }).Tree.ShouldBe("net-next");

    [Theory]
    [InlineData("bpf", "bpf: Fix a leak", "kernel/bpf/verifier.c", "bpf-next", "bpf-next")]
    [InlineData("", "bpf: Fix a leak", "kernel/bpf/verifier.c", "bpf-next", "bpf-next")]
    [InlineData("net", "net: Fix a leak", "net/core/dev.c", "net-next", "net-next")]
    [InlineData("bpf-next", "bpf: Fix a leak", "kernel/bpf/verifier.c", "bpf-next/net", "bpf-next/net")]
    [InlineData("bpf", "bpf: Fix a leak", "kernel/bpf/verifier.c", "", "bpf")]
    [Trait("Clause", "PFX-2")]
    public void Series_WhenItIsKnownWhereTheMendedCommitIs_ThenItGoesThere(string tag, string title, string paths, string onlyIn, string tree)
    {
        var facts = Facts(tag, title, paths, new(2024, 12, 30, 0, 0, 0, TimeSpan.Zero));
        var decision = Router.Decide(Bpf, facts with { Fixed = new("0123456789ab", onlyIn.Length > 0 ? [onlyIn] : []) });
        decision.Tree.ShouldBe(tree);
        decision.Evidence.ShouldContain(sign => sign.Says.StartsWith("the commit that it fixes, 0123456789ab, is", StringComparison.Ordinal));
        if (tag == "bpf" && onlyIn.Length > 0) decision.Reason.ShouldContain("but the commit that it fixes, 0123456789ab, is only in bpf-next");
    }

    [Fact]
    public void FixedPlace_WhenItIsKept_ThenItComesBack()
    {
        var kept = FixedPlace.Read(new FixedPlace("0123456789ab", ["bpf-next", "net-next"]).Write())!;
        (kept.Commit, string.Join(' ', kept.OnlyIn)).ShouldBe(("0123456789ab", "bpf-next net-next"));
        FixedPlace.Read(null).ShouldBeNull();
        FixedPlace.Read("").ShouldBeNull();
    }

    [Fact]
    public void FixedPlace_WhenTheSeriesIsOld_ThenThatMainlineHasTheCommitByNowTellsNothing()
    {
        new FixedPlace("0123456789ab", []).TellsOf(Late, Late.AddDays(10)).ShouldBeTrue();
        new FixedPlace("0123456789ab", []).TellsOf(Late, Late.AddDays(100)).ShouldBeFalse();
        new FixedPlace("0123456789ab", ["bpf-next"]).TellsOf(Late, Late.AddDays(100)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("bpf-next", "sure")]
    [InlineData("", "unsure")]
    public void Decision_WhenMade_ThenItSaysHowSureItIs(string tag, string sureness)
    {
        var decision = Router.Decide(Bpf, Facts(tag, "a title", "tools/testing/selftests/net/a.sh", Late) with { Recipients = [] });
        (tag.Length > 0 || decision.Sureness != "sure").ShouldBeTrue(sureness);
        decision.Reason.ShouldEndWith(".");
        decision.ToTreeDecision().Reason.Contains('%', StringComparison.Ordinal).ShouldBe(decision.Sureness != "sure");
        decision.Evidence.ShouldNotBeEmpty();
    }

    [Fact]
    public void Router_WhenAProfileHasNoAreas_ThenThePrefixDecides() =>
        Router.Decide(BuiltInProfiles.Find("bpf-2018")!, Facts("bpf", "x", "net/core/dev.c", Late)).Tree.ShouldBe("bpf");

    [Fact]
    public void Router_WhenAskedManyTimes_ThenItTakesMicroseconds()
    {
        var facts = Facts("", "selftests/bpf: Fix a test", string.Join(' ', Enumerable.Range(0, 30).Select(static index => $"tools/testing/selftests/bpf/progs/test_{index}.c")), Late);
        for (var round = 0; round < 200; round++) Router.Decide(Bpf, facts);
        var watch = Stopwatch.StartNew();
        for (var round = 0; round < 1000; round++) Router.Decide(Bpf, facts);
        watch.ElapsedMilliseconds.ShouldBeLessThan(2000);
    }

    [Fact]
    public void Window_WhenReleasesAreListed_ThenTheyAreCountedOnBehindTheList()
    {
        var routing = new RoutingValues { Releases = [new(2024, 1, 7), new(2024, 3, 10)], ReleaseWeeks = 9 };
        routing.ReleaseBefore(new(2024, 1, 6)).ShouldBeNull();
        routing.ReleaseBefore(new(2024, 3, 9)).ShouldBe(new DateOnly(2024, 1, 7));
        routing.ReleaseBefore(new(2024, 7, 20)).ShouldBe(new DateOnly(2024, 7, 14));
    }

    private static RouteFacts Facts(string tag, string title, string paths, DateTimeOffset date) => new()
    {
        Tags = tag.Length > 0 ? [.. tag.Split(' ')] : [], Title = title, Date = date,
        Patches = [new(title, [.. paths.Split(' ')], HasFixes: false)],
        Recipients = [AddressHash.Of("netdev@vger.kernel.org"), .. title.Contains("bpf", StringComparison.Ordinal) ? ImmutableArray.Create(AddressHash.Of("bpf@vger.kernel.org")) : []],
    };
}
