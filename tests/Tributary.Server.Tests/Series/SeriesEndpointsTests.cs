namespace Tributary.Server.Tests;

public sealed class SeriesEndpointsTests
{
    private static readonly string[] Mails =
    [
        WebBench.Mail("c1@x", "[PATCH bpf-next 0/3] widgets: turn", "All about widgets.\n"),
        WebBench.Patch("p1@x", "[PATCH bpf-next 1/3] widgets: left", "In-Reply-To: <c1@x>\n", "a.c"),
        WebBench.Patch("p3@x", "[PATCH bpf-next 3/3] widgets: right", "In-Reply-To: <c1@x>\n", "b.c"),
        WebBench.Mail("r1@x", "Re: [PATCH bpf-next 0/3] widgets: turn", "> All about widgets.\n\nGood.\n\nAcked-by: Rae Reviewer <rae@example.org>\n", "In-Reply-To: <c1@x>\n", "Rae Reviewer <rae@example.org>", 1),
        WebBench.Mail("r2@x", "Re: [PATCH bpf-next 3/3] widgets: right", "Why?\n", "In-Reply-To: <p3@x>\n", "Rae Reviewer <rae@example.org>", 2),
        WebBench.Mail("r3@x", "Re: [PATCH bpf-next 3/3] widgets: right", "Because.\n", "In-Reply-To: <r2@x>\n", hour: 3),
        WebBench.Mail("c2@x", "[PATCH bpf-next v2 0/1] widgets: turn", "Less about widgets.\n", hour: 5),
        WebBench.Patch("q1@x", "[PATCH bpf-next v2 1/1] widgets: left", "In-Reply-To: <c2@x>\n", "a.c", 5),
    ];

    [Fact]
    public async Task Series_WhenShown_ThenItSaysWhatIsMissingAndWhatWasSaid()
    {
        await using var bench = await WebBench.OpenAsync(Mails);
        var id = await IdOfAsync(bench, "c1@x");

        var page = await bench.PageAsync($"/series/{id}");

        page.QuerySelector(".banner a")!.TextContent.ShouldBe("widgets: turn");
        page.QuerySelector(".facts .lacking")!.TextContent.ShouldBe("2 of 3 are here; missing: 2");
        page.QuerySelectorAll(".patches tbody tr").Select(row => row.QuerySelector("th")!.TextContent).ShouldBe(["widgets: left", "not here", "widgets: right"]);
        page.QuerySelector(".patches .tag")!.GetAttribute("href").ShouldBe($"/series/{id}#{Addresses.Anchor(new("r1@x"))}");
        page.QuerySelector("#letter ~ .mail")!.TextContent.ShouldContain("All about widgets.");
        page.QuerySelectorAll("h3").Length.ShouldBe(2);
        page.QuerySelectorAll("details.reply").Select(reply => reply.ClassName).ShouldBe(["reply in0", "reply in0", "reply in1"]);
        page.QuerySelectorAll("details.reply")[2].Id.ShouldBe(Addresses.Anchor(new("r3@x")));
        page.QuerySelector(".versions .why")!.TextContent.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Data_WhenAsked_ThenItHoldsWhatThePageShows()
    {
        await using var bench = await WebBench.OpenAsync(Mails);

        var data = await bench.DataAsync($"/series/{await IdOfAsync(bench, "c1@x")}.json");

        data.GetProperty("name").GetString()!.ShouldContain("widgets: turn");
        data.GetProperty("complete").GetBoolean().ShouldBeFalse();
        data.GetProperty("state").GetString().ShouldBe("superseded");
        data.GetProperty("patches").EnumerateArray().Select(patch => patch.GetProperty("message_id").GetString()).ShouldBe(["p1@x", "p3@x"]);
        data.GetProperty("versions")[0].GetProperty("head").GetString().ShouldBe("c2@x");
        data.GetProperty("versions")[0].GetProperty("later").GetBoolean().ShouldBeTrue();
        data.GetProperty("earlier").GetArrayLength().ShouldBe(0);
        data.GetProperty("thread").EnumerateArray().Select(entry => entry.GetProperty("message_id").GetString()).ShouldContain("r3@x");
    }

    [Trait("Clause", "PFX-5")]
    [Fact]
    public async Task Respin_WhenItReplacesOnePatch_ThenItIsShownWithItsSeriesAndTheBannerNamesTheNewestWhole()
    {
        string[] first =
        [
            WebBench.Mail("c1@x", "[PATCH bpf-next 0/3] widgets: turn", "All about widgets.\n"),
            WebBench.Patch("p1@x", "[PATCH bpf-next 1/3] widgets: left", "In-Reply-To: <c1@x>\n", "a.c"), WebBench.Patch("p2@x", "[PATCH bpf-next 2/3] widgets: up", "In-Reply-To: <c1@x>\n", "b.c"),
            WebBench.Patch("p3@x", "[PATCH bpf-next 3/3] widgets: right", "In-Reply-To: <c1@x>\n", "c.c"),
            WebBench.Patch("p2b@x", "[PATCH bpf-next v1.1 2/3] widgets: up", "In-Reply-To: <p2@x>\nReferences: <c1@x> <p2@x>\n", "b.c", 7),
        ];
        await using (var bench = await WebBench.OpenAsync(first))
        {
            var (whole, part) = (await IdOfAsync(bench, "c1@x"), await IdOfAsync(bench, "p2b@x"));
            (await bench.PageAsync($"/series/{whole}")).QuerySelectorAll(".banner").Select(banner => banner.TextContent).ShouldBe(["Sent again alone: [bpf-next,v1.1,2/3] widgets: up"]);
            var page = await bench.PageAsync($"/series/{part}");
            page.QuerySelector(".banner")!.TextContent.ShouldBe("It replaces single patches of widgets: turn");
            page.QuerySelector(".banner a")!.GetAttribute("href").ShouldBe($"/series/{whole}");
            (await bench.PageAsync("/queue/first")).QuerySelectorAll("tbody th").Select(line => line.QuerySelector(".dim a")?.GetAttribute("href")).ShouldBe([$"/series/{whole}", null], ignoreOrder: true);
            (await bench.DataAsync($"/series/{part}.json")).GetProperty("replaces").GetInt64().ShouldBe(whole);
        }

        await using var later = await WebBench.OpenAsync([
            .. first, WebBench.Mail("c2@x", "[PATCH bpf-next v2 0/1] widgets: turn", "Less about widgets.\n", hour: 5), WebBench.Patch("q1@x", "[PATCH bpf-next v2 1/1] widgets: left", "In-Reply-To: <c2@x>\n", "a.c", 5)]);
        var banners = (await later.PageAsync($"/series/{await IdOfAsync(later, "c1@x")}")).QuerySelectorAll(".banner").Select(banner => banner.TextContent).ToList();
        banners.ShouldBe(["Sent again alone: [bpf-next,v1.1,2/3] widgets: up", "Version 2 is here: widgets: turn"]);
    }

    [Fact]
    public async Task Patch_WhenItHasNeighbours_ThenLinksLeadToThem()
    {
        await using var bench = await WebBench.OpenAsync(Mails);

        var page = await bench.PageAsync("/patch/p1@x");

        page.QuerySelector("a[rel=next]")!.GetAttribute("href").ShouldBe("/patch/p3@x");
        page.QuerySelector("a[rel=prev]").ShouldBeNull();
    }

    private static async Task<long> IdOfAsync(WebBench bench, string head) =>
        (await bench.DataAsync("/queue/first.json?state=all")).GetProperty("series").EnumerateArray().First(line => line.GetProperty("head").GetString() == head).GetProperty("id").GetInt64();
}
