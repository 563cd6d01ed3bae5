using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Tributary.Server.Tests;

/// <summary>The feedback clock in the queue, on the page of a series, and the page of how long feedback takes.</summary>
[Trait("Clause", "SUB-6")]
public sealed class FeedbackPageTests
{
    // All sent on Monday, a week before the time of the pages; ast is a maintainer by the profile's list.
    private static readonly string[] Mails = [.. new[]
    {
        WebBench.Patch("waits@x", "[PATCH bpf-next] widgets: nobody answered", hour: 1),
        WebBench.Patch("older@x", "[PATCH bpf] widgets: nobody answered either"),
        WebBench.Patch("asked@x", "[PATCH bpf-next] widgets: a maintainer asked", hour: 2, path: "src/b.c"),
        WebBench.Mail("asks@x", "Re: [PATCH bpf-next] widgets: a maintainer asked", "Why?", "In-Reply-To: <asked@x>\n", "Some Maintainer <ast@kernel.org>", 14),
        WebBench.Patch("applied@x", "[PATCH bpf-next] widgets: applied", hour: 3, path: "src/c.c"),
        WebBench.Mail("told@x", "Re: [PATCH bpf-next] widgets: applied", "Hello:\n\nThis patch was applied.", "In-Reply-To: <applied@x>\n", "patchwork-bot+netdevbpf@kernel.org", 15),
    }.Select(Earlier)];

    [Fact]
    public async Task Queue_WhenPromisesAreBroken_ThenTheOldestStandsFirstAndFiltersAgree()
    {
        await using var bench = await WebBench.OpenAsync(Mails);

        var data = await bench.DataAsync("/queue/first.json");
        Names(data.GetProperty("overdue")).ShouldBe(["[bpf] widgets: nobody answered either", "[bpf-next] widgets: nobody answered"]);
        Names((await bench.DataAsync("/queue/first.json?owes=maintainer&overdue=yes")).GetProperty("series")).ShouldBe(["[bpf] widgets: nobody answered either", "[bpf-next] widgets: nobody answered"]);
        Names((await bench.DataAsync("/queue/first.json?overdue=yes&tree=bpf-next")).GetProperty("series")).ShouldBe(["[bpf-next] widgets: nobody answered"]);
        Names((await bench.DataAsync("/queue/first.json?overdue=yes&q=either")).GetProperty("series")).ShouldBe(["[bpf] widgets: nobody answered either"]);
        Names((await bench.DataAsync("/queue/first.json?owes=sender")).GetProperty("series")).ShouldBe(["[bpf-next] widgets: a maintainer asked"]);
        Names((await bench.DataAsync("/queue/first.json?owes=nobody")).GetProperty("series")).ShouldBe(["[bpf-next] widgets: applied"]);

        var page = await bench.PageAsync("/queue/first");
        page.QuerySelectorAll(".promises li a").Select(link => link.TextContent.Trim()).ShouldBe(["widgets: nobody answered either", "widgets: nobody answered"], ignoreOrder: false);
        page.QuerySelectorAll("td.move").Select(cell => cell.TextContent.Trim().Split(' ')[0]).ShouldBe(["–", "sender", "overdue", "overdue"], ignoreOrder: true);
        (await bench.Client.GetAsync(new Uri("/queue/first?owes=me", UriKind.Relative))).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Pages_WhenTheListGoesByPromise_ThenEachLineIsSeenOnce()
    {
        await using var bench = await WebBench.OpenAsync([.. Enumerable.Range(0, 150).Select(i => Earlier(WebBench.Patch($"{i}@x", $"[PATCH bpf] widgets: number {i}", hour: i % 24, path: $"src/{i}.c")))]);

        var (seen, address) = (new List<string>(), "/queue/first.json?overdue=yes");
        while (address is not null)
        {
            var data = await bench.DataAsync(address);
            seen.AddRange(data.GetProperty("series").EnumerateArray().Select(line => $"{line.GetProperty("due").GetString()} {line.GetProperty("id").GetInt64():0000}"));
            address = data.GetProperty("next").GetString();
        }

        seen.Count.ShouldBe(150);
        seen.ShouldBe(seen.Order(StringComparer.Ordinal));
        var older = (await bench.PageAsync("/queue/first?overdue=yes")).QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        var newer = (await bench.PageAsync(older)).QuerySelector("a[rel=prev]")!.GetAttribute("href")!;
        Names((await bench.DataAsync(newer.Replace("/first?", "/first.json?", StringComparison.Ordinal))).GetProperty("series"))
            .ShouldBe(Names((await bench.DataAsync("/queue/first.json?overdue=yes")).GetProperty("series")));
    }

    [Fact]
    public async Task Series_WhenItWasAnswered_ThenItsPageSaysWhoIsNextAndHowLongItTook()
    {
        await using var bench = await WebBench.OpenAsync(Mails);
        var id = (await bench.DataAsync("/queue/first.json?owes=sender")).GetProperty("series")[0];

        id.GetProperty("owed_since").GetString().ShouldBe("2024-04-29T14:00:00Z");
        id.GetProperty("answer_days").GetDouble().ShouldBe(0.5);
        var facts = (await bench.PageAsync($"/series/{id.GetProperty("id")}")).QuerySelector(".facts")!.TextContent;
        facts.ShouldContain("after 0.5 business days");
        facts.ShouldContain("sender since 2024-04-29 14:00");
    }

    [Fact]
    public async Task Feedback_WhenShown_ThenPlotsHaveTheirNumbersBesideThem()
    {
        await using var bench = await WebBench.OpenAsync(Mails);

        var page = await bench.PageAsync("/queue/first/feedback?weeks=2");
        page.QuerySelectorAll("svg.plot").Length.ShouldBe(6);
        page.QuerySelectorAll("svg.plot rect").Length.ShouldBeGreaterThan(6);
        page.QuerySelector("svg.plot title")!.TextContent.ShouldContain("2024-04-22: 0 came");
        page.QuerySelectorAll("form[method=post]").ShouldBeEmpty();
        var data = await bench.DataAsync("/queue/first/feedback.json?weeks=2");
        (data.GetProperty("first_week").GetString(), data.GetProperty("last_week").GetString(), data.GetProperty("overdue_now").GetInt64()).ShouldBe(("2024-04-22", "2024-04-29", 2));
        var answers = data.GetProperty("answers");
        Numbers(answers.GetProperty("all")).ShouldBe((4, 2, 2, 2));
        answers.GetProperty("trees").EnumerateArray().Select(tree => (tree.GetProperty("name").GetString(), Numbers(tree))).ShouldBe([("bpf-next", (3, 2, 2, 1)), ("bpf", (1, 0, 0, 1))]);
        Numbers(data.GetProperty("decisions").GetProperty("weeks")[1]).ShouldBe((4, 1, 1, 3));
    }

    [Fact]
    public async Task Feedback_WhenAMaintainerSetsTheDays_ThenTheClocksFollow()
    {
        await using var bench = await WorkPageTests.OpenAsync();
        using var mara = await WorkPageTests.SignInAsync(bench, "mara");
        var before = (await bench.DataAsync("/queue/first.json")).GetProperty("series")[0].GetProperty("due").GetString();

        await mara.SubmitAsync("/queue/first/feedback", "/queue/first/feedback", ("feedback-overdue-after", "x"));
        (await mara.PageAsync("/queue/first/feedback")).QuerySelector(".notice")!.TextContent.ShouldContain("a number of business days");
        await mara.SubmitAsync("/queue/first/feedback", "/queue/first/feedback", ("feedback-overdue-after", "90"), ("feedback-zone", "Europe/Berlin"), ("feedback-weekend", "friday"), ("feedback-holidays", ""));
        (await bench.Services.GetRequiredService<FeedbackRefresh>().RunAsync(CancellationToken.None)).ShouldBeGreaterThan(0);
        (await bench.Services.GetRequiredService<FeedbackRefresh>().RunAsync(CancellationToken.None)).ShouldBe(0);

        var after = (await bench.DataAsync("/queue/first.json")).GetProperty("series")[0].GetProperty("due").GetString();
        string.CompareOrdinal(after, before).ShouldBeGreaterThan(0);
        (await bench.DataAsync("/queue/first/feedback.json")).GetProperty("settings").GetProperty("feedback-zone").GetString().ShouldBe("Europe/Berlin");
    }

    [Fact]
    public async Task Feedback_WhenSomebodyElseAsks_ThenHeIsRefused()
    {
        await using var bench = await WorkPageTests.OpenAsync();
        using var ada = await WorkPageTests.SignInAsync(bench, "ada");

        var token = (await ada.PageAsync("/series/1")).QuerySelector("[name=form-token]")!.GetAttribute("value");
        (await ada.PostAsync("/queue/first/feedback", ("form-token", token), ("feedback-zone", "UTC"))).Status.ShouldBe(403);
    }

    private static string Earlier(string mail) => mail.Replace("06 May 2024", "29 Apr 2024", StringComparison.Ordinal);

    private static string[] Names(JsonElement series) => [.. series.EnumerateArray().Select(line => line.GetProperty("name").GetString()!)];

    private static (long Total, long Done, long Within, long Waiting) Numbers(JsonElement sum) =>
        (sum.GetProperty("total").GetInt64(), sum.GetProperty("done").GetInt64(), sum.GetProperty("within").GetInt64(), sum.GetProperty("waiting").GetInt64());
}
