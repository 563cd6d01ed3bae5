using Tributary.Workflow;

namespace Tributary.Server.Tests;

public sealed class QueueRequestTests
{
    [Trait("Clause", "SUB-5")]
    [Fact]
    public void Request_WhenItSaysNothing_ThenItAsksForWhatWaits()
    {
        new QueueRequest { State = "", Tree = " ", Submitter = "", Q = "" }.TryRead(7, Given.Now, out var filter).ShouldBeTrue();

        filter.ShouldBe(new() { Project = 7, WaitingOnly = true });
    }

    [Fact]
    public void Request_WhenItSaysAll_ThenItFilters()
    {
        new QueueRequest { State = "Under-Review", Tree = "none", Submitter = "ann", Q = "two words" }.TryRead(7, Given.Now, out var filter).ShouldBeTrue();

        filter.ShouldBe(new() { Project = 7, State = PatchState.UnderReview, Tree = "", Submitter = "ann", Text = "two words" });
    }

    [Theory]
    [InlineData("all", true)]
    [InlineData("nonsense", false)]
    public void State_WhenItIsNoState_ThenOnlyAllIsTaken(string state, bool isTaken) => new QueueRequest { State = state }.TryRead(1, Given.Now, out _).ShouldBe(isTaken);

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("1-")]
    [InlineData("99999999999999999999-1")]
    [InlineData("9223372036854775807-1")]
    [InlineData("-5-1")]
    public void Place_WhenItIsNone_ThenItIsRefused(string after)
    {
        new QueueRequest { After = after }.TryReadPlace(out _, out _).ShouldBeFalse();
        new QueueRequest { Before = after }.TryReadPlace(out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void Place_WhenItIsOfALine_ThenItIsReadBackExactly()
    {
        var line = Given.Line(5) with { LastActivity = new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1234560) };

        new QueueRequest().Behind(line).TryReadPlace(out var after, out var before).ShouldBeTrue();

        after.ShouldBe(new(line.LastActivity, line.Id));
        before.ShouldBeNull();
    }

    [Fact]
    public void Address_WhenMade_ThenItHoldsWhatIsAskedForAndNoMore() =>
        new QueueRequest { State = "all", Q = "a&b=c", Tree = "" }.ToAddress("net dev", json: true).ShouldBe("/queue/net%20dev.json?state=all&q=a%26b%3Dc");
}
