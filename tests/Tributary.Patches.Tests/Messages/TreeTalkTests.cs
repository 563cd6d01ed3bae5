using System.Text;
using Tributary.Mail;

namespace Tributary.Patches.Tests;

public sealed class TreeTalkTests
{
    [Theory]
    [InlineData("Merge plan is to put it on top of -rc6 and merge into net-next.", "net-next")]
    [InlineData("v1 -> v2: Added self-tests and targeted to net-next.", "net-next")]
    [InlineData("As Ann suggested, this patch should go through net tree", "net")]
    [InlineData("Could you please send it to the bpf-next tree?", "bpf-next")]
    [InlineData("> please send it to net-next", "")]
    [InlineData("net-next is closed", "")]
    [InlineData("build test WARNING on net-next/main", "")]
    [InlineData("See https://example.org/apply-to-net-next/x", "")]
    public void Answer_WhenItAsksForATree_ThenTheTreeIsKept(string line, string trees) => Trees(line).ShouldBe(trees);

    [Fact]
    public void Robot_WhenItNamesATree_ThenThatIsNoWish() => Trees("[auto build test ERROR, applied to net-next tree]", "kernel test robot <robot@example.com>").ShouldBe("");

    private static string Trees(string line, string from = "Ann <ann@example.com>")
    {
        var message = MessageReader.Read(Encoding.UTF8.GetBytes($"From: {from}\nMessage-Id: <1@example.com>\nIn-Reply-To: <0@example.com>\nDate: Sat, 2 Nov 2024 10:00:00 +0000\nSubject: Re: [PATCH] x\n\n{line}\n"));
        return string.Join(' ', ThreadMember.Of(message, PatchMail.Read(message)).AskedTrees);
    }
}
