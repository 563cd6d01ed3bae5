using System.Net;

namespace Tributary.Server.Tests;

public sealed class TributaryServerTests
{
    [Theory]
    [InlineData("/queue/first")]
    [InlineData("/queue/first.json")]
    [InlineData("/nowhere")]
    [InlineData("/message/a@example.org/raw")]
    public async Task Answer_WhenOfAnyKind_ThenABrowserMayDoNothingWithItButShowIt(string address)
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("a@example.org", "[PATCH] x"));

        using var answer = await bench.Client.GetAsync(new Uri(address, UriKind.Relative));

        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldStartWith("default-src 'none'; style-src 'self';");
        policy.ShouldNotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
    }

    [Theory]
    [InlineData("/nowhere", 404)]
    [InlineData("/queue/none", 404)]
    [InlineData("/series/999999", 404)]
    [InlineData("/series/x", 400)]
    [InlineData("/series/99999999999999999999", 400)]
    [InlineData("/patch/none@example.org", 404)]
    [InlineData("/message/", 404)]
    [InlineData("/message/%ff", 404)]
    [InlineData("/queue/first?state=nonsense", 400)]
    [InlineData("/queue/first?after=nonsense", 400)]
    [InlineData("/search?project=none", 404)]
    [InlineData("/search?q=x&before=nonsense", 400)]
    public async Task Page_WhenItIsNotThere_ThenASentenceSaysSoInBothForms(string address, int status)
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("a@example.org", "[PATCH] x"));
        var question = address.IndexOf('?', StringComparison.Ordinal);
        var twin = question < 0 ? address + ".json" : address[..question] + ".json" + address[question..];

        using var page = await bench.Client.GetAsync(new Uri(address, UriKind.Relative));
        using var json = await bench.Client.GetAsync(new Uri(twin, UriKind.Relative));

        page.StatusCode.ShouldBe((HttpStatusCode)status);
        var shown = Rendered.Parse(await page.Content.ReadAsStringAsync());
        shown.QuerySelector("main p")!.TextContent.ShouldEndWith(".");
        shown.Body!.TextContent.ShouldNotContain("Exception");
        if (address.EndsWith('/')) return;
        json.StatusCode.ShouldBe((HttpStatusCode)status);
        (await json.Content.ReadAsStringAsync()).ShouldStartWith("{\"detail\":\"");
    }

    [Fact]
    public async Task Head_WhenAsked_ThenItIsAnsweredLikeGet()
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("a@example.org", "[PATCH] x"));

        foreach (var address in new[] { "/queue/first", "/series/1", "/patch/a@example.org", "/message/a@example.org/raw", "/search", "/queue/first.json" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, address);
            using var answer = await bench.Client.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        }
    }

    [Fact]
    public async Task Post_WhenSent_ThenItIsRefused()
    {
        await using var bench = await WebBench.OpenAsync();

        using var answer = await bench.Client.PostAsync(new Uri("/queue/first", UriKind.Relative), content: null);

        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task StyleSheet_WhenLinked_ThenItMayBeKeptForEver()
    {
        await using var bench = await WebBench.OpenAsync();
        var page = await bench.PageAsync("/queue");

        using var sheet = await bench.Client.GetAsync(new Uri(page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!, UriKind.Relative));

        sheet.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
        sheet.Headers.CacheControl!.ToString().ShouldContain("immutable");
        (await sheet.Content.ReadAsByteArrayAsync()).Length.ShouldBeInRange(4000, 20_000);
    }

    [Fact]
    public async Task Door_WhenThereIsOneProject_ThenItLeadsToItsQueue()
    {
        await using var bench = await WebBench.OpenAsync();

        using var answer = await bench.Client.GetAsync(new Uri("/", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldBe("/queue/first");
        (await bench.DataAsync("/queue.json")).GetProperty("projects")[0].GetString().ShouldBe("first");
    }

    [Fact]
    public async Task Status_WhenAnImportRuns_ThenEveryPageSaysSo()
    {
        await using var bench = await WebBench.OpenAsync();
        bench.Status.SayImporting("Importing <b>: 12 messages.");

        (await bench.PageAsync("/queue/first")).QuerySelector("[role=status]")!.TextContent.ShouldBe("Importing <b>: 12 messages.");
    }

    [Fact]
    public async Task Address_WhenItIsTaken_ThenTheServerSaysWhich()
    {
        await using var bench = await WebBench.OpenAsync();
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        var outcome = await TributaryServer.RunAsync(bench.Options with { Urls = [address] }, _ => { }, CancellationToken.None);

        outcome.ShouldBeOfType<ServeOutcome.CannotListen>().Why.ShouldContain(address);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("ftp://127.0.0.1:0")]
    public async Task Address_WhenItIsNone_ThenTheServerSaysSo(string address)
    {
        await using var bench = await WebBench.OpenAsync();

        var outcome = await TributaryServer.RunAsync(bench.Options with { Urls = [address] }, _ => { }, CancellationToken.None);

        outcome.ShouldBeOfType<ServeOutcome.CannotListen>().Why.ShouldContain(address);
    }
}
