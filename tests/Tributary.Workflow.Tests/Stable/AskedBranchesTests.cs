using Shouldly;
using Tributary.Patches;
using Tributary.Policy;

namespace Tributary.Workflow.Tests;

[Trait("Clause", "STB-4")]
public sealed class AskedBranchesTests
{
    [Theory]
    [InlineData("6.6 6.1", "6.6 6.1")]
    [InlineData("6.6, 6.1 and 5.15.", "6.6 6.1 5.15")]
    [InlineData("linux-6.6.y v6.1 5.15.y", "6.6 6.1 5.15")]
    [InlineData("5.15+", "5.15+")]
    [InlineData("5.15 and later", "5.15+")]
    [InlineData("6.6 please (it crashes there)", "6.6")]
    [InlineData("6.6 # see the report", "6.6")]
    [InlineData("6.6 6.6", "6.6")]
    [InlineData("2.6.32", "2.6.32")]
    [InlineData("all", "")]
    public void Text_WhenItNamesBranches_ThenTheyAreRead(string text, string branches) => string.Join(' ', AskedBranches.Read(text)!.Value).ShouldBe(branches);

    [Theory]
    [InlineData("6.6 is broken too")]
    [InlineData("6.6 or so, I think")]
    [InlineData("and later")]
    [InlineData("all 6.6")]
    [InlineData("6")]
    [InlineData("6.x")]
    [InlineData("1.2.3.4")]
    [InlineData("")]
    [InlineData("# 6.6")]
    public void Text_WhenItSaysAnythingElse_ThenItAsksForNothing(string text) => AskedBranches.Read(text).ShouldBeNull();

    [Fact]
    public void Range_WhenListed_ThenItIsWhatIsMaintainedFromThereOn()
    {
        AskedBranches.List(["5.15+", "4.19"], ["6.12", "6.6", "5.15", "5.10"]).ShouldBe(["4.19", "6.12", "6.6", "5.15"]);
        AskedBranches.Include(["5.9+"], "5.15").ShouldBeTrue();
        AskedBranches.Include(["5.15+"], "5.9").ShouldBeFalse();
        AskedBranches.Include(["5.15"], "6.6").ShouldBeFalse();
    }

    [Theory]
    [InlineData("stable", "6.6 6.1", "stable: 6.6 6.1")]
    [InlineData("pw-bot", "stable 5.15+", "stable: 5.15+")]
    [InlineData("pw-bot", "stable: linux-6.6.y", "stable: 6.6")]
    [InlineData("stable", "all", "stable: all")]
    public void Line_WhenItAsksForStable_ThenItIsKnown(string bot, string text, string word)
    {
        var command = StableLine.Understand(new(bot, text), BuiltInProfiles.Find("bpf")!);
        command.ShouldNotBeNull().ShouldSatisfyAllConditions(one => one.Word.ShouldBe(word), one => one.IsKnown.ShouldBeTrue(), one => one.Means.ShouldBeNull());
        StableLine.BranchesOf(word)!.Value.ShouldBe(command!.Stable!.Value);
    }

    [Theory]
    [InlineData("stable", "6.6 is next")]
    [InlineData("pw-bot", "stable")]
    [InlineData("pw-bot", "stableish 6.6")]
    [InlineData("doc-bot", "stable 6.6")]
    public void Line_WhenItDoesNot_ThenItIsNone(string bot, string text) => StableLine.Understand(new CommandLine(bot, text), BuiltInProfiles.Find("bpf")!).ShouldBeNull();
}
