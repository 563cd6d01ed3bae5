using System.Net;

namespace Tributary.Server.Tests;

public sealed class MessageEndpointsTests
{
    [Theory]
    [InlineData("plain@example.org")]
    [InlineData("a/b/../c@example.org")]
    [InlineData("100%25+x=y$!@example.org")]
    [InlineData("ends.json")]
    [InlineData("ends@example.org/raw")]
    public async Task Id_WhenItIsOdd_ThenItsLinksLeadToIt(string id)
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch(id, "[PATCH] widgets: turn"));
        var series = await bench.PageAsync("/series/1");

        var page = await bench.PageAsync(series.QuerySelector(".patches th a")!.GetAttribute("href")!);

        page.QuerySelector("h1")!.TextContent.ShouldContain("widgets: turn");
        var twin = page.QuerySelector("link[rel=alternate]")!.GetAttribute("href")!;
        (await bench.DataAsync(twin)).GetProperty("message_id").GetString().ShouldBe(id);
        var raw = page.QuerySelectorAll("a").First(link => link.TextContent == "raw").GetAttribute("href")!;
        (await bench.Client.GetStringAsync(new Uri(raw, UriKind.Relative))).ShouldBe(WebBench.Patch(id, "[PATCH] widgets: turn"));
    }

    [Fact]
    public async Task Ending_WhenAnIdBearsIt_ThenTheExactIdWins()
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("x", "[PATCH] short"), WebBench.Patch("x.json", "[PATCH] long"));

        (await bench.PageAsync("/patch/x.json")).QuerySelector("h1")!.TextContent.ShouldContain("long");
        (await bench.DataAsync("/patch/x.json.json")).GetProperty("message_id").GetString().ShouldBe("x.json");
        (await bench.PageAsync("/patch/x")).QuerySelector("h1")!.TextContent.ShouldContain("short");
    }

    [Fact]
    public async Task Patch_WhenShown_ThenItHasMessageDiffAndAnswers()
    {
        await using var bench = await WebBench.OpenAsync(
            WebBench.Patch("p@x", "[PATCH tree 1/1] widgets: turn"),
            WebBench.Mail("r@x", "Re: [PATCH tree 1/1] widgets: turn", "> +new\n\nFine.\n\nAcked-by: Rae Reviewer <rae@example.org>\n", "In-Reply-To: <p@x>\n", "Rae Reviewer <rae@example.org>", 3));

        var page = await bench.PageAsync("/patch/p@x");

        page.QuerySelector(".mail")!.TextContent.ShouldContain("Why it is so.");
        page.QuerySelector(".diff .a")!.TextContent.ShouldBe("+new\n");
        page.QuerySelector(".diff .d")!.TextContent.ShouldBe("-old\n");
        page.QuerySelector(".reply .quote")!.TextContent.ShouldBe("> +new");
        page.QuerySelector(".head .tag")!.TextContent.ShouldContain("Rae Reviewer");
        var json = await bench.DataAsync("/patch/p@x.json");
        json.GetProperty("diff").GetString()!.ShouldContain("+new");
        json.GetProperty("number").GetInt32().ShouldBe(1);
        json.GetProperty("state").GetString().ShouldBe("new");
        json.GetProperty("date").GetString().ShouldBe("2024-05-06T00:00:00Z");
        json.GetProperty("replies").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Reply_WhenAskedForAsAPatch_ThenItsMessageAnswers()
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("p@x", "[PATCH] a"), WebBench.Mail("r@x", "Re: [PATCH] a", "No.", "In-Reply-To: <p@x>\n"));

        using var answer = await bench.Client.GetAsync(new Uri("/patch/r@x", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldBe("/message/r@x");
        (await bench.PageAsync("/message/r@x")).QuerySelector(".trail")!.TextContent.ShouldContain("what it answers");
    }

    [Fact]
    public async Task Raw_WhenItHasNotChanged_ThenItIsNotSentAgain()
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("p@x", "[PATCH] a"));
        using var first = await bench.Client.GetAsync(new Uri("/message/p@x/raw", UriKind.Relative));
        first.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");

        using var request = new HttpRequestMessage(HttpMethod.Get, "/message/p@x/raw");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await bench.Client.SendAsync(request);

        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Diff_WhenItIsHuge_ThenThePageStaysSmallAndSaysSo()
    {
        var lines = string.Concat(Enumerable.Repeat("+0123456789012345678901234567890123456789\n", 100_000));
        await using var bench = await WebBench.OpenAsync(WebBench.Mail("p@x", "[PATCH] a", $"Why.\n---\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -0,0 +1,100000 @@\n{lines}"));

        var page = await bench.PageAsync("/patch/p@x");

        page.Body!.OuterHtml.Length.ShouldBeLessThan(700_000);
        page.QuerySelector(".cut a")!.GetAttribute("href").ShouldBe("/message/p@x/raw");
    }
}
