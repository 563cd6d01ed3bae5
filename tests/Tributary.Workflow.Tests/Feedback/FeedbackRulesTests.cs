using System.Collections.Immutable;

namespace Tributary.Workflow.Tests;

[Trait("Clause", "SUB-6")]
public sealed class FeedbackRulesTests
{
    // A Monday.
    private static readonly DateTimeOffset Monday = new(2024, 11, 11, 10, 0, 0, TimeSpan.Zero);

    private static readonly FeedbackFacts Fresh = new() { Arrived = Monday, State = PatchState.New };

    [Fact]
    public void Clock_WhenNobodyAnswered_ThenAMaintainerOwesForThreeBusinessDays()
    {
        var clock = Read(Fresh);
        (clock.Owes, clock.Since, clock.DueAt).ShouldBe((Owing.Maintainer, Monday, Monday.AddDays(3)));
        clock.IsOverdue(Monday.AddDays(3)).ShouldBeFalse();
        clock.IsOverdue(Monday.AddDays(3).AddSeconds(1)).ShouldBeTrue();
        (clock.AnsweredAt, clock.AnswerSpan, clock.DecidedAt).ShouldBe((null, null, null));
    }

    [Fact]
    public void Clock_WhenAMaintainerAsks_ThenTheSenderOwes()
    {
        var clock = Read(Fresh, (1, TurnBy.Maintainer, false));
        (clock.Owes, clock.Since, clock.DueAt).ShouldBe((Owing.Sender, Monday.AddDays(1), null));
        clock.AnswerSpan.ShouldBe(100);
    }

    [Fact]
    public void Clock_WhenTheSenderAnswers_ThenAMaintainerOwesFromThen()
    {
        var clock = Read(Fresh, (2, TurnBy.Sender, false), (1, TurnBy.Maintainer, false));
        (clock.Owes, clock.Since, clock.DueAt).ShouldBe((Owing.Maintainer, Monday.AddDays(2), Monday.AddDays(7)));
    }

    [Fact]
    public void Clock_WhenAMaintainerAcks_ThenItIsStillToBeApplied() =>
        Read(Fresh, (1, TurnBy.Maintainer, true)).ShouldSatisfyAllConditions(clock => clock.Owes.ShouldBe(Owing.Maintainer), clock => clock.Since.ShouldBe(Monday.AddDays(1)));

    [Fact]
    public void Clock_WhenReadersTalk_ThenThePromiseStands() => Read(Fresh, (1, TurnBy.Reader, false), (2, TurnBy.Sender, false)).Since.ShouldBe(Monday);

    [Fact]
    public void Clock_WhenANoticeOfAcceptanceIsThere_ThenItIsDecided()
    {
        var clock = Read(Fresh, (4, TurnBy.Notice, false));
        (clock.Owes, clock.DecidedAt, clock.DecisionSpan, clock.AnsweredAt).ShouldBe((Owing.Nobody, Monday.AddDays(4), 400, Monday.AddDays(4)));
    }

    [Fact]
    public void Clock_WhenItIsDecided_ThenTheDecisionIsTheAnswerToo()
    {
        var clock = Read(Fresh with { State = PatchState.Rejected, DecidedAt = Monday.AddDays(7) });
        (clock.Owes, clock.AnswerSpan, clock.DecisionSpan).ShouldBe((Owing.Nobody, 500, 500));
    }

    [Fact]
    public void Clock_WhenARespinIsAskedFor_ThenTheSenderOwesSinceThen() =>
        Read(Fresh with { State = PatchState.ChangesRequested, DecidedAt = Monday.AddDays(1) }).ShouldSatisfyAllConditions(clock => clock.Owes.ShouldBe(Owing.Sender), clock => clock.Since.ShouldBe(Monday.AddDays(1)));

    [Theory]
    [InlineData(CheckState.Fail, Owing.Sender)]
    [InlineData(CheckState.Pending, Owing.Ci)]
    [InlineData(CheckState.Warning, Owing.Maintainer)]
    [InlineData(CheckState.Success, Owing.Maintainer)]
    public void Clock_WhenThereAreChecks_ThenTheySayWhoIsNext(CheckState checks, Owing owes) => Read(Fresh with { Checks = checks }).Owes.ShouldBe(owes);

    [Fact]
    public void Clock_WhenNothingIsToBeDone_ThenNobodyOwes()
    {
        Read(Fresh with { IsOnHold = true }).Owes.ShouldBe(Owing.Nobody);
        Read(Fresh with { IsArchived = true }).Owes.ShouldBe(Owing.Nobody);
        Read(Fresh with { State = PatchState.Superseded }).ShouldSatisfyAllConditions(clock => clock.Owes.ShouldBe(Owing.Nobody), clock => clock.DecidedAt.ShouldBeNull());
        Read(Fresh with { IsComplete = false }).Owes.ShouldBe(Owing.Sender);
    }

    private static FeedbackClock Read(FeedbackFacts facts, params (int Days, TurnBy By, bool GivesTag)[] turns) => new FeedbackRules(BusinessCalendar.Plain, 3).Read(
        facts with { Turns = [.. turns.Select(turn => new FeedbackTurn(Monday.AddDays(turn.Days), turn.By, turn.GivesTag)).ToImmutableArray()] });
}
