namespace Tributary.Policy.Tests;

public sealed class PrefixRoutingTests
{
    private static readonly Profile Bpf = BuiltInProfiles.Find("bpf")!;

    [Trait("Clause", "PFX-1")]
    [Theory]
    [InlineData("bpf", "bpf")]
    [InlineData("bpf-next", "bpf-next")]
    [InlineData("BPF-NEXT", "bpf-next")]
    [InlineData("RFC|bpf-next", "bpf-next")]
    [InlineData("bpf-next/net", "bpf-next/net")]
    [InlineData("bpf-net", "bpf-next/net")]
    [InlineData("net", "net")]
    [InlineData("net-next", "net-next")]
    [InlineData("bpf-next,RESEND", "bpf-next")]
    [InlineData("iproute2", "iproute2")]
    [InlineData("iproute2-next", "iproute2-next")]
    public void Prefix_WhenOneWordIsATree_ThenThatTree(string tags, string tree)
    {
        var decision = PrefixRouting.Decide(Bpf, [.. tags.Split('|')]);

        decision.Tree.ShouldBe(tree);
        decision.Reason.ShouldStartWith("The subject says ");
    }

    [Theory]
    [InlineData("iproute2|net-next", "iproute2-next")]
    [InlineData("net-next|iproute2", "iproute2-next")]
    [InlineData("iproute2|master", "iproute2")]
    [InlineData("bpf|net-next", "net-next")]
    [InlineData("bpf|bpf-next", "bpf-next")]
    [InlineData("bpf|net", "bpf")]
    [InlineData("net|bpf", "net")]
    [InlineData("bpf-next|net-next", "bpf-next")]
    [InlineData("bpf-next|net", "bpf-next/net")]
    public void Prefix_WhenSeveralWordsAreTrees_ThenTheRuleDecides(string tags, string tree) =>
        PrefixRouting.Decide(Bpf, [.. tags.Split('|')]).Tree.ShouldBe(tree);

    [Theory]
    [InlineData("")]
    [InlineData("RFC")]
    [InlineData("selftests/bpf")]
    [InlineData("bpf-next-ish")]
    [InlineData("x/net")]
    [InlineData("HID|for-next")]
    public void Prefix_WhenNoWordIsATree_ThenNowhereWithAReason(string tags)
    {
        var decision = PrefixRouting.Decide(Bpf, [.. tags.Split('|', StringSplitOptions.RemoveEmptyEntries)]);

        decision.Tree.ShouldBeNull();
        decision.Reason.ShouldEndWith(".");
    }

    [Fact]
    public void Reason_WhenTwoWordsAreTrees_ThenItNamesBothAndTheRule() =>
        PrefixRouting.Decide(Bpf, ["bpf", "net-next"]).Reason
            .ShouldBe("The subject says net-next and bpf; bpf is an area too, net-next is only a tree.");

    [Fact]
    public void Reason_WhenAWordIsVeryLong_ThenTheSentenceStaysShort() =>
        PrefixRouting.Decide(Bpf, [new string('x', 100_000)]).Reason.Length.ShouldBeLessThan(100);
}
