using System.Collections.Immutable;

namespace Tributary.Workflow.Tests;

public sealed class LetterStandingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly RetryPlan Plan = new(TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromDays(1));

    [Fact]
    public void Letter_WhenEveryRecipientIsTaken_ThenIsSent()
    {
        var after = After(Given("a@x", "b@x"), SendOutcome.Answered.All(["a@x", "b@x"], RecipientState.Sent, "250 yes"));

        after.State.ShouldBe(LetterState.Sent);
        after.LastError.ShouldBe("");
    }

    [Fact]
    public void Letter_WhenOneRecipientHasToWait_ThenOnlyHeIsTriedAgain()
    {
        var after = After(Given("a@x", "b@x"), new SendOutcome.Answered([new("a@x", RecipientState.Sent, "250 yes"), new("b@x", RecipientState.Waiting, "450 later")]));

        after.State.ShouldBe(LetterState.Waiting);
        after.DueAt.ShouldBe(Noon.AddMinutes(1));
        after.LastError.ShouldBe("450 later");
        var end = After(after with { Attempts = 2 }, new SendOutcome.Answered([new("b@x", RecipientState.Sent, "250 yes"), new("a@x", RecipientState.Failed, "not asked")]));
        end.State.ShouldBe(LetterState.Sent);
    }

    [Fact]
    public void Letter_WhenOneRecipientIsRefused_ThenHasFailedThoughOthersHaveIt()
    {
        var after = After(Given("a@x", "b@x"), new SendOutcome.Answered([new("a@x", RecipientState.Sent, "250 yes"), new("b@x", RecipientState.Failed, "550 no")]));

        after.State.ShouldBe(LetterState.Failed);
        after.LastError.ShouldBe("550 no");
        after.Recipients.Select(one => one.State).ShouldBe([RecipientState.Sent, RecipientState.Failed]);
    }

    [Fact]
    public void Letter_WhenNobodyAnswersForTooLong_ThenIsGivenUp()
    {
        var late = Given("a@x") with { Since = Noon.AddDays(-1), Attempts = 9 };
        var after = After(late, new SendOutcome.Postponed("connection refused"));

        after.State.ShouldBe(LetterState.Failed);
        after.LastError.ShouldBe("given up after 9 attempts: connection refused");
        after.Recipients.ShouldAllBe(one => one.State == RecipientState.Failed);
    }

    [Fact]
    public void Letter_WhenNothingIsConfigured_ThenIsKept() => After(Given("a@x"), new SendOutcome.Kept()).State.ShouldBe(LetterState.DryRun);

    [Fact]
    public void Letter_WhenItCannotBeSent_ThenHasFailed() => After(Given("a@x"), new SendOutcome.Impossible("too large")).State.ShouldBe(LetterState.Failed);

    [Fact]
    public void Pauses_WhenAttemptsFail_ThenDoubleUpToTheLongest()
    {
        var pauses = Enumerable.Range(1, 8).Select(attempts => (Plan.NextAfter(Noon, Noon, attempts, 0.5)!.Value - Noon).TotalMinutes);

        pauses.ShouldBe([1, 2, 4, 8, 16, 32, 60, 60]);
        Plan.NextAfter(Noon, Noon, 1, 0).ShouldBe(Noon.AddSeconds(48));
        Plan.NextAfter(Noon, Noon, 1, 1).ShouldBe(Noon.AddSeconds(72));
        Plan.NextAfter(Noon, Noon, int.MaxValue, 0.5).ShouldBe(Noon.AddHours(1));
        Plan.NextAfter(Noon.AddDays(1), Noon, 3, 0.5).ShouldBeNull();
    }

    private static LetterStanding After(LetterStanding standing, SendOutcome outcome) => standing.After(outcome, Plan, Noon, chance: 0.5);

    private static LetterStanding Given(params ImmutableArray<string> addresses) =>
        new(LetterState.Sending, [.. addresses.Select(address => new RecipientAnswer(address, RecipientState.Waiting, ""))]) { Attempts = 1, Since = Noon };
}
