namespace Tributary.Workflow.Tests;

[Trait("Clause", "TREE-6")]
public sealed class PullScheduleTests
{
    // A Tuesday.
    private static readonly DateTimeOffset Tuesday = new(2024, 11, 12, 10, 0, 0, TimeSpan.Zero);

    private static readonly PullScheduleFacts Facts = new() { Staged = 5, OldestAt = Tuesday.AddDays(-2), IsFixes = true, IsToMainline = true, Load = 40, Now = Tuesday };

    [Fact]
    public void Schedule_WhenTheWeekIsYoung_ThenItIsDueOnFriday() => PullSchedule.Read(Facts).ShouldBe(new(false, new(2024, 11, 15), "Pull requests are sent at the end of the week, 2024-11-15."));

    [Fact]
    public void Schedule_WhenThereIsAReason_ThenItIsDueAndSaysWhy()
    {
        PullSchedule.Read(Facts with { Now = Tuesday.AddDays(2) }).ShouldBe(new(true, new(2024, 11, 15), "The week ends, and 5 commits are staged."));
        PullSchedule.Read(Facts with { Now = Tuesday.AddDays(3) }).ShouldBe(new(true, new(2024, 11, 15), "The week ends, and 5 commits are staged."));
        PullSchedule.Read(Facts with { Now = Tuesday.AddDays(4) }).ShouldBe(new(false, new(2024, 11, 22), "Pull requests are sent at the end of the week, 2024-11-22."));
        PullSchedule.Read(Facts with { Urgent = 1 }).ShouldSatisfyAllConditions(due => due.IsDue.ShouldBeTrue(), due => due.Reason.ShouldContain("ran into"));
        PullSchedule.Read(Facts with { Staged = 40 }).Reason.ShouldBe("40 commits are staged; from 40 on one is sent in mid-week too.");
        PullSchedule.Read(Facts with { OldestAt = Tuesday.AddDays(-7) }).IsDue.ShouldBeTrue();
        PullSchedule.Read(Facts with { OldestAt = Tuesday.AddDays(-8) }).Reason.ShouldBe("The oldest staged commit is 8 days old.");
        PullSchedule.Read(Facts with { Staged = 0 }).IsDue.ShouldBeFalse();
    }

    [Fact]
    public void Schedule_WhenFeaturesGoToMainline_ThenTheWindowDecides()
    {
        var release = new KernelTag(6, 12, null, Tuesday.AddDays(-1));
        PullSchedule.Read(Facts with { IsFixes = false, Urgent = 3 }).ShouldSatisfyAllConditions(due => due.IsDue.ShouldBeFalse(), due => due.On.ShouldBeNull());
        PullSchedule.Read(Facts with { IsFixes = false, Window = WindowRules.Read([release], Tuesday) }).ShouldBe(new(true, new(2024, 11, 12), "The window of v6.13 is open."));
        PullSchedule.Read(Facts with { IsFixes = false, Window = WindowRules.Read([new KernelTag(6, 12, 1, Tuesday.AddDays(-42))], Tuesday) }).On.ShouldBe(new DateOnly(2024, 11, 19));
    }

    [Fact]
    [Trait("Clause", "IPR-3")]
    public void Schedule_WhenItIsMergedAfterARelease_ThenTheReleaseDecides()
    {
        var facts = Facts with { IsToMainline = false, IsFixes = false, IsAfterRelease = true, Staged = 90 };
        PullSchedule.Read(facts).ShouldSatisfyAllConditions(due => due.IsDue.ShouldBeFalse(), due => due.On.ShouldBeNull());
        PullSchedule.Read(facts with { Window = WindowRules.Read([new KernelTag(6, 12, null, Tuesday.AddDays(-1))], Tuesday) }).ShouldBe(new(true, new(2024, 11, 12), "It is merged after a release, and v6.12 was released on 2024-11-11."));
        PullSchedule.Read(facts with { Window = WindowRules.Read([new KernelTag(6, 12, 1, Tuesday.AddDays(-42))], Tuesday) }).ShouldBe(new(false, new(2024, 11, 19), "It is merged after the release of v6.12, about 2024-11-19."));
    }
}
