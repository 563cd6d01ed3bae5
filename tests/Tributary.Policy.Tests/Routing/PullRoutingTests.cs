using Tributary.Patches;

namespace Tributary.Policy.Tests;

/// <summary>Which tree a pull request asks, by what its mail says.</summary>
[Trait("Clause", "TREE-4")]
public sealed class PullRoutingTests
{
    private const string Next = "https://git.kernel.org/pub/scm/linux/kernel/git/bpf/bpf-next.git";

    private static readonly RouteFacts Facts = new() { Title = "pull-request: bpf-next 2024-05-03", Date = new(2024, 5, 3, 0, 0, 0, TimeSpan.Zero), IsPullRequest = true };

    [Fact]
    public void Pull_WhenItSaysForWhichTree_ThenThatIsAsked() => Decide(Facts with { Asked = ["net"], Recipients = To("torvalds@linux-foundation.org") }).ShouldBe(new("net", "It says that it is for net."));

    [Fact]
    public void Pull_WhenItsPrefixNamesATree_ThenThatIsAsked() => Decide(Facts with { Tags = ["net-next"], Title = "wireless: a lot" }).Tree.ShouldBe("net-next");

    [Fact]
    public void Pull_WhenItIsSentToWhoPullsIntoOneTree_ThenThatIsAsked() =>
        Decide(Facts with { Title = "BPF changes for v6.10", Recipients = To("someone@example.org", "Torvalds@linux-foundation.org") }).ShouldBe(new("mainline", "It is sent to those who pull into mainline."));

    [Fact]
    public void Pull_WhenTheyPullIntoTwoTrees_ThenTheFlowOfItsDayDecides()
    {
        var facts = Facts with { Recipients = To("kuba@kernel.org") };
        Decide(facts).ShouldBe(new("net-next", "It asks to pull bpf-next, which goes into net-next."));
        Decide(facts with { Title = "pull-request: bpf 2024-05-03" }).Tree.ShouldBe("net");
        Decide(facts with { Title = "pull request: (bpf-next)" }).Tree.ShouldBe("net-next");
        Decide(facts with { Title = "pull-request: wireless 2024-05-03" }).ShouldBe(new(null, "It is sent to those who pull into net-next and net, and says not which."));
    }

    [Fact]
    public void Pull_WhenNothingIsSaid_ThenTheRepositoryTells()
    {
        Decide(Facts with { Title = "a lot", PullUrl = $"{Next} master" }).Tree.ShouldBe("net-next");
        Decide(Facts with { Title = "a lot", PullUrl = $"git://{Next[8..^4]}/ for-netdev", Date = new(2024, 9, 3, 0, 0, 0, TimeSpan.Zero) }).Tree.ShouldBe("mainline");
        PullRouting.FindPulled(BuiltInProfiles.Find(BuiltInProfiles.Default)!, Facts with { PullUrl = $"{Next} net" })!.Name.ShouldBe("bpf-next/net");
        Decide(Facts with { Title = "Kselftest fixes for v6.10", PullUrl = "https://git.example.org/kselftest.git tags/one" }).ShouldBe(new(null, "It says nothing of a tree of ours."));
    }

    private static TreeDecision Decide(RouteFacts facts) => Router.Decide(BuiltInProfiles.Find(BuiltInProfiles.Default)!, facts).ToTreeDecision();

    private static System.Collections.Immutable.ImmutableArray<uint> To(params string[] addresses) => [.. addresses.Select(static address => AddressHash.Of(address))];
}
