using System.Collections.Immutable;
using Shouldly;

namespace Tributary.Workflow.Tests;

[Trait("Clause", "STB-5")]
public sealed class StableProgressTests
{
    private static readonly DateTimeOffset Now = new(2024, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly CommitId Id = CommitId.Parse(new string('a', 40));
    private static readonly IndexedCommit Commit = new(1, -1, Id, "bpf: mend it", new("Ann Author", "ann@example.org"), 0, 0);
    private static readonly BranchFacts Branch = new(1, "linux-6.6.y", "v6.6", "v6.6.62", Id);

    [Fact]
    public void Fix_WhenMainlineLacksIt_ThenItIsHeldForEveryBranch()
    {
        var steps = StableProgress.Decide(Facts() with { Where = null }, Now);
        steps.Select(static step => (step.Branch, step.Stage)).ShouldBe([("6.12", StableStage.Held), ("6.6", StableStage.Held)]);
        steps[0].Why.ShouldBe("not in mainline yet: bpf has it since 2024-11-01");
    }

    [Fact]
    public void Fix_WhenItsDaysAreNotOver_ThenItIsExposedUntilThen()
    {
        Step(Facts() with { MainlineAt = Now.AddDays(-3) }).ShouldSatisfyAllConditions(
            one => one.Stage.ShouldBe(StableStage.Exposed), one => one.DueAt.ShouldBe(Now.AddDays(4)), one => one.Why.ShouldBe("in mainline since v6.12-rc5 of 2024-11-19; due on 2024-11-26 after 7 days"));
        Step(Facts() with { MainlineAt = null }).Stage.ShouldBe(StableStage.Exposed);
        Step(Facts() with { MainlineAt = Now.AddDays(-7) }).Stage.ShouldBe(StableStage.Due);
    }

    [Theory]
    [InlineData(BranchStanding.There, StableStage.Landed)]
    [InlineData(BranchStanding.Reverted, StableStage.TakenBack)]
    [InlineData(BranchStanding.NotNeeded, StableStage.NotNeeded)]
    [InlineData(BranchStanding.Unknown, StableStage.Unclear)]
    [InlineData(BranchStanding.Needed, StableStage.Due)]
    public void Fix_WhenTheBranchAnswers_ThenThatDecides(BranchStanding standing, StableStage stage) => Step(Facts(standing)).Stage.ShouldBe(stage);

    [Theory]
    [InlineData(StableMarkKind.Submitted, StableStage.Submitted)]
    [InlineData(StableMarkKind.Queued, StableStage.Queued)]
    [InlineData(StableMarkKind.Failed, StableStage.Failed)]
    [InlineData(StableMarkKind.Refused, StableStage.Refused)]
    public void Fix_WhenSomebodySpoke_ThenItHoldsUntilTheBranchHasIt(StableMarkKind kind, StableStage stage)
    {
        var mark = new StableMark("6.6", kind, "a reason", "Greg", Now.AddDays(-1));
        Step(Marked(BranchStanding.Needed, mark)).ShouldSatisfyAllConditions(one => one.Stage.ShouldBe(stage), one => one.Why.ShouldContain(kind == StableMarkKind.Submitted ? "by Greg" : "a reason"));
        Step(Marked(BranchStanding.There, mark)).Stage.ShouldBe(StableStage.Landed);
    }

    [Fact]
    public void Fix_WhenItWasAskedForABranch_ThenOnlyThatIsServedThoughTheCulpritIsNotThere()
    {
        var facts = Facts(BranchStanding.NotNeeded);
        StableProgress.Decide(facts with { Fix = facts.Fix with { Branches = ["6.6"] } }, Now).Select(static step => (step.Branch, step.Stage)).ShouldBe([("6.6", StableStage.Due)]);
    }

    [Fact]
    public void Fix_WhenItWasAskedForFromABranchOn_ThenThoseThatAreMaintainedAndNeedItAreServed()
    {
        var facts = Facts() with { Branches = ["6.12", "6.6", "6.1", "5.10"] };
        StableProgress.Decide(facts with { Fix = facts.Fix with { Branches = ["6.1+"] } }, Now).Select(static step => step.Branch).ShouldBe(["6.12", "6.6", "6.1"]);
        var apart = Facts(BranchStanding.NotNeeded);
        StableProgress.Decide(apart with { Fix = apart.Fix with { Branches = ["6.1+"] } }, Now).Single(static step => step.Branch == "6.6").Stage.ShouldBe(StableStage.NotNeeded);
        var unclear = Facts(BranchStanding.Unknown);
        StableProgress.Decide(unclear with { Fix = unclear.Fix with { Branches = ["6.1+"] } }, Now).Single(static step => step.Branch == "6.6").Stage.ShouldBe(StableStage.Due);
    }

    [Fact]
    [Trait("Clause", "STB-3")]
    public void Fix_WhenTheBranchIsDead_ThenItIsRefusedWithThatReason()
    {
        var facts = Facts(BranchStanding.Dead);
        Step(facts with { Fix = facts.Fix with { Branches = ["6.6"] }, Dead = ImmutableDictionary<string, string>.Empty.Add("6.6", "6.6 is maintained no more") })
            .ShouldSatisfyAllConditions(one => one.Stage.ShouldBe(StableStage.Refused), one => one.Why.ShouldBe("6.6 is maintained no more"));
    }

    private static BranchStep Step(StableFacts facts) => StableProgress.Decide(facts, Now).Single(static step => step.Branch == "6.6");

    private static StableFacts Marked(BranchStanding standing, StableMark mark) => Facts(standing) is var facts ? facts with { Fix = facts.Fix with { Marks = [mark] } } : throw new InvalidOperationException();

    private static StableFacts Facts(BranchStanding standing = BranchStanding.Needed) => new(
        new() { Project = 1, Commit = Id, Title = Commit.Title, Author = "Ann Author <ann@example.org>", Tree = "bpf", Asked = StableAsking.Accepted, At = new(2024, 11, 1, 0, 0, 0, TimeSpan.Zero) },
        new(Commit, new("mainline", Commit, "v6.12-rc5", StableEvidence.Itself), null, [new(Branch, standing, "because")]), Now.AddDays(-20), ["6.12", "6.6"], ImmutableDictionary<string, string>.Empty, TimeSpan.FromDays(7));
}
