using Tributary.Workflow;

namespace Tributary.Server.Tests;

public sealed class QueuePageTests
{
    private static readonly QueueModel Model = new()
    {
        Project = Given.Project,
        Request = new() { Tree = "tree" },
        Lines = [Given.Line(2), Given.Line(1) with { Received = 1, IsComplete = false, State = PatchState.UnderReview }],
        HasOlder = true,
        HasNewer = false,
        Counts = [new(PatchState.New, "tree", 1200), new(PatchState.UnderReview, "tree", 3), new(PatchState.Accepted, "tree", 5), new(PatchState.New, "", 7)],
        Now = Given.Now,
    };

    [Fact]
    public async Task Queue_WhenRendered_ThenEachLineSaysWhatAMaintainerAsks()
    {
        var page = await Rendered.PageAsync<QueuePage>(Model);

        var lines = page.QuerySelectorAll("table.queue tbody tr");
        lines.Length.ShouldBe(2);
        lines[0].QuerySelector("th a")!.GetAttribute("href").ShouldBe("/series/2");
        lines[0].QuerySelector("th a")!.TextContent.ShouldBe("widgets: series 2");
        lines[0].QuerySelector(".version")!.TextContent.ShouldBe("v2");
        lines[0].QuerySelector(".tree")!.GetAttribute("title").ShouldBe("The subject says tree.");
        lines[0].QuerySelector("time")!.GetAttribute("datetime").ShouldBe("2024-05-06T05:08:09Z");
        lines[0].QuerySelector(".age")!.TextContent.ShouldBe("2 h");
        lines[0].TextContent.ShouldContain("1/–/–");
        lines[1].QuerySelector(".lacking")!.TextContent.ShouldBe("1/2");
        lines[1].QuerySelector(".state")!.TextContent.ShouldBe("Under Review");
    }

    [Fact]
    public async Task Counts_WhenATreeIsAskedFor_ThenTheStatesCountThatTree()
    {
        var page = await Rendered.PageAsync<QueuePage>(Model);

        page.QuerySelectorAll(".tabs a").Select(tab => string.Join(' ', tab.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .ShouldBe(["Waiting 1,203", "New 1,200", "Under Review 3", "Accepted 5", "All 1,208"]);
        page.QuerySelectorAll(".tabs a[aria-current=page]").ShouldHaveSingleItem().GetAttribute("href").ShouldBe("/queue/widgets?tree=tree");
        page.QuerySelector("option[selected]")!.TextContent.ShouldBe("tree (1,203)");
    }

    [Fact]
    public async Task Pages_WhenThereAreOlderLines_ThenALinkKeepsTheFilter()
    {
        var page = await Rendered.PageAsync<QueuePage>(Model);

        page.QuerySelectorAll(".pages a").ShouldHaveSingleItem().GetAttribute("href")!.ShouldStartWith("/queue/widgets?tree=tree&after=");
    }

    [Fact]
    public async Task Queue_WhenNothingMatches_ThenItSaysWhatToDo()
    {
        var empty = Model with { Lines = [], HasOlder = false };

        (await Rendered.PageAsync<QueuePage>(empty)).QuerySelector(".empty a")!.GetAttribute("href").ShouldBe("/queue/widgets");
        (await Rendered.PageAsync<QueuePage>(empty with { Counts = [] })).QuerySelector(".empty")!.TextContent.ShouldContain("trib import");
    }
}
