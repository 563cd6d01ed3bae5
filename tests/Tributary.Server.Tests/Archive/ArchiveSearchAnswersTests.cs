using System.Net;
using Tributary.Store;

namespace Tributary.Server.Tests;

public sealed class ArchiveSearchAnswersTests
{
    [Fact]
    public async Task Mailbox_WhenB4AsksForIt_ThenItHoldsTheThreadsOfWhatWasFound()
    {
        await using var bench = await OpenAsync();

        using var answer = await bench.Client.PostAsync(new Uri("/all/?x=m&t=1&q=s%3A%22turn+left%22+AND+d%3A20240501..", UriKind.Relative), new StringContent(""));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/gzip");
        answer.Content.Headers.ContentDisposition!.ToString().ShouldBe("inline; filename=results-s-turn-left-AND-d-20240501.mbox.gz");
        PackedMbox.IdsOf(await answer.Content.ReadAsByteArrayAsync()).ShouldBe(["cover@x", "p1@x", "r1@x"]);
    }

    [Fact]
    public async Task Mailbox_WhenAskedByGetOrByAForm_ThenItIsTheSame()
    {
        await using var bench = await OpenAsync();

        PackedMbox.IdsOf(await bench.Client.GetByteArrayAsync(new Uri("/first/?x=m&q=s:left+f:ann", UriKind.Relative))).ShouldBe(["p1@x"]);
        using var form = new FormUrlEncodedContent([new("q", "s:left f:ann"), new("x", "m"), new("z", "full threads")]);
        using var answer = await bench.Client.PostAsync(new Uri("/first/", UriKind.Relative), form);
        PackedMbox.IdsOf(await answer.Content.ReadAsByteArrayAsync()).ShouldBe(["cover@x", "p1@x", "r1@x"]);
    }

    [Theory]
    [InlineData("/all/?x=m&q=nosuchword", HttpStatusCode.NotFound)]
    [InlineData("/all/?x=m&q=", HttpStatusCode.NotFound)]
    [InlineData("/all/?x=m", HttpStatusCode.NotFound)]
    [InlineData("/nolist/?x=m&q=turn", HttpStatusCode.NotFound)]
    [InlineData("/all/?x=m&q=d:someday..", HttpStatusCode.BadRequest)]
    [InlineData("/all/?x=m&q=((((((((((((a", HttpStatusCode.BadRequest)]
    [InlineData("/all/?x=m&q=%22%00%ff'%3B+drop+table", HttpStatusCode.NotFound)]
    [InlineData("/all/?x=m&q=s:%22*%22+*+%27+OR+1%3D1+NEAR(a+b)", HttpStatusCode.NotFound)]
    public async Task Mailbox_WhenNothingIsFound_ThenAPlainLineSaysSo(string address, HttpStatusCode status)
    {
        await using var bench = await OpenAsync();

        using var answer = await bench.Client.PostAsync(new Uri(address, UriKind.Relative), new StringContent(""));

        answer.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Page_WhenAskedWithoutAMailbox_ThenItListsWhatWasFound()
    {
        await using var bench = await OpenAsync();

        var page = await bench.PageAsync("/first/?q=s:left");

        page.QuerySelectorAll(".hits tbody tr").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Feed_WhenAskedFor_ThenItHasTheNewestMessages()
    {
        await using var bench = await OpenAsync();

        using var answer = await bench.Client.GetAsync(new Uri("/first/new.atom", UriKind.Relative));

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/atom+xml");
        var feed = System.Xml.Linq.XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
        feed.Elements().Where(element => element.Name.LocalName == "entry").Select(entry => entry.Elements().First(element => element.Name.LocalName == "title").Value)
            .ShouldBe(["[PATCH] gadgets: else <b>", "Re: [PATCH tree 1/1] widgets: turn left", "[PATCH tree 1/1] widgets: turn left", "[PATCH tree 0/1] widgets: turn them"]);
    }

    [Fact]
    public async Task Feed_WhenItIsOfAThread_ThenItHasItsMessages()
    {
        await using var bench = await OpenAsync();

        using var answer = await bench.Client.GetAsync(new Uri("/first/p1@x/t.atom", UriKind.Relative));

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/atom+xml");
        var feed = System.Xml.Linq.XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
        var entries = feed.Elements().Where(element => element.Name.LocalName == "entry").Select(entry => entry.Elements().First(element => element.Name.LocalName == "title").Value);
        entries.ShouldBe(["Re: [PATCH tree 1/1] widgets: turn left", "[PATCH tree 1/1] widgets: turn left", "[PATCH tree 0/1] widgets: turn them"]);
    }

    [Fact]
    public async Task Search_WhenSomeArePassedOver_ThenTheRestIsShown()
    {
        await using var bench = await OpenAsync();

        (await bench.PageAsync("/first/?q=s:left&o=1")).QuerySelectorAll(".hits tbody tr").Length.ShouldBe(1);
        (await bench.PageAsync("/first/?q=s:left&o=-1")).QuerySelectorAll(".hits tbody tr").Length.ShouldBe(2);
        (await bench.PageAsync("/first/?q=s:left&o=99999999999")).QuerySelectorAll(".hits tbody tr").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Search_WhenItIsAnyText_ThenItIsAnsweredOrRefused()
    {
        await using var bench = await OpenAsync();
        string[] pieces =
        [
            "turn", "(", ")", " ", "\"", " AND ", " OR ", " NOT ", "-", "+", "s:", "f:", "d:", "dt:2024..", "*", ":", "..", "'", ";", "--", "\0", "\ud800", "é", "NEAR(a b, 2)", "{", "subject:", "^",
            "mid:<a@b>", "patchid:", "dfpost:1234567", "d:99999999999999..", "d:9999-12-31..9999", "rt:9999999999..", "l:(", "%00", "\\", "<script>", ":*", "&", "|", "!", "<->",
        ];
        var random = new Random(11);
        for (var i = 0; i < 400; i++)
        {
            var query = string.Concat(Enumerable.Range(0, random.Next(1, 10)).Select(_ => pieces[random.Next(pieces.Length)]));
            using var form = new FormUrlEncodedContent([new("q", query), new("x", "m"), new("t", i % 2 == 0 ? "1" : "0")]);
            using var answer = await bench.Client.PostAsync(new Uri("/all/", UriKind.Relative), form);
            ((int)answer.StatusCode).ShouldBeOneOf([200, 400, 404], query);
        }
    }

    private static async Task<WebBench> OpenAsync()
    {
        var bench = await WebBench.OpenAsync(
            WebBench.Mail("cover@x", "[PATCH tree 0/1] widgets: turn them", "Cover.\n"),
            WebBench.Patch("p1@x", "[PATCH tree 1/1] widgets: turn left", "In-Reply-To: <cover@x>\n", hour: 1),
            WebBench.Mail("r1@x", "Re: [PATCH tree 1/1] widgets: turn left", "Good.\n", "In-Reply-To: <p1@x>\n", "Rae Reviewer <rae@example.org>", 2),
            WebBench.Patch("other@x", "[PATCH] gadgets: else <b>\u0001", hour: 5));
        await new WordIndexer(bench.Options.Database).RunOnceAsync(100, CancellationToken.None);
        return bench;
    }
}
