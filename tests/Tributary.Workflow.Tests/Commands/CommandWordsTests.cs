using Tributary.Patches;
using Tributary.Policy;

namespace Tributary.Workflow.Tests;

[Trait("Clause", "SUB-5")]
public sealed class CommandWordsTests
{
    private static readonly CommandWords Words = new(BuiltInProfiles.Find(BuiltInProfiles.Default)!.Commands);

    [Theory]
    [InlineData("cr", "cr", "changes-requested")]
    [InlineData("CR.", "cr", "changes-requested")]
    [InlineData("changes-requested", "changes-requested", "changes-requested")]
    [InlineData("Changes Requested!", "changes requested", "changes-requested")]
    [InlineData("changes_requested", "changes_requested", "changes-requested")]
    [InlineData("under review", "under review", "under-review")]
    [InlineData("needs ack, please", "needs ack", "needs-ack")]
    [InlineData("cr (the tests fail)", "cr", "changes-requested")]
    [InlineData("cr, and please look at the second patch too, for it fails here", "cr", "changes-requested")]
    [InlineData("changes requested (see what Ann said of the second patch and of the tests)", "changes requested", "changes-requested")]
    [InlineData("cr -- the tests fail here since the second patch was put before the first", "cr", "changes-requested")]
    [InlineData("“cr”", "cr", "changes-requested")]
    [InlineData("[cr]", "cr", "changes-requested")]
    [InlineData("cr…", "cr", "changes-requested")]
    [InlineData("`defer`", "defer", "deferred")]
    [InlineData("\"nap\"", "nap", "not-applicable")]
    [InlineData("reject", "reject", "rejected")]
    [InlineData("accept", "accept", "accepted")]
    [InlineData("ur", "ur", "under-review")]
    [InlineData("au", "au", "awaiting-upstream")]
    [InlineData("new", "new", "new")]
    public void Word_WhenTheProfileHasIt_ThenItMeansItsState(string text, string word, string state)
    {
        var command = Words.Understand(new("pw-bot", text))!;

        command.IsKnown.ShouldBeTrue();
        (command.Word, command.Means!.Value.Slug).ShouldBe((word, state));
    }

    [Theory]
    [InlineData("deffer", "defer", "deferred")]
    [InlineData("chnages-requested", "changes-requested", "changes-requested")]
    [InlineData("changes", "changes-requested", "changes-requested")]
    [InlineData("acepted", "accepted", "accepted")]
    [InlineData("rejetced,", "rejected", "rejected")]
    public void Word_WhenItIsLikeOne_ThenThatIsNamed(string text, string suggestion, string state)
    {
        var command = Words.Understand(new("pw-bot", text))!;

        command.IsKnown.ShouldBeFalse();
        (command.Suggestion, command.Means!.Value.Slug).ShouldBe((suggestion, state));
    }

    [Theory]
    [InlineData("banana")]
    [InlineData("xy")]
    [InlineData("merge it")]
    public void Word_WhenItIsLikeNone_ThenNobodyKnows(string text)
    {
        var command = Words.Understand(new("pw-bot", text))!;

        command.ShouldBe(new MailCommand(text, Means: null, Suggestion: null));
    }

    [Theory]
    [InlineData("why did you not discard the second version of it?")]
    [InlineData("new versions are matched by the title of the cover letter as far as I know")]
    [InlineData("\"\"")]
    [InlineData("...")]
    public void Line_WhenItTalksOfTheBot_ThenItIsNoCommand(string text) => Words.Understand(new("pw-bot", text)).ShouldBeNull();

    [Fact]
    public void Line_WhenItSpeaksToAnotherBot_ThenItIsNoCommand() => Words.Understand(new("doc-bot", "cr")).ShouldBeNull();

    [Fact]
    public void Profiles_WhenTheyNameStates_ThenAllOfThemAreStates()
    {
        foreach (var name in BuiltInProfiles.Names)
        {
            var commands = BuiltInProfiles.Find(name)!.Commands;
            foreach (var one in commands.States) (PatchStates.TryParse(one.State, out var _) && one.Words.Length > 0).ShouldBeTrue($"{name}: {one.State}");
            commands.States.SelectMany(one => one.Words).ShouldBeUnique();
        }
    }
}
