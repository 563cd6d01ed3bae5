using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Tributary.Store;

namespace Tributary.Server.Tests;

public sealed class PolledPagesTests
{
    [Theory]
    [InlineData("/queue/first")]
    [InlineData("/queue/first.json?state=all")]
    [InlineData("/series/1")]
    [InlineData("/series/1.json")]
    [InlineData("/patch/a@example.org")]
    [InlineData("/patch/a@example.org.json")]
    [InlineData("/message/a@example.org")]
    [InlineData("/message/a@example.org/raw")]
    public async Task Page_WhenNothingChanged_ThenItIsNotSentAgain(string address)
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("a@example.org", "[PATCH] x"));

        using var first = await bench.Client.GetAsync(new Uri(address, UriKind.Relative));
        using var again = await AskAsync(bench, address, first.Headers.ETag!);
        using var other = await AskAsync(bench, address, new("\"other\""));

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        again.Headers.ETag.ShouldBe(first.Headers.ETag);
        (await again.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/queue/first")]
    [InlineData("/series/1.json")]
    public async Task Page_WhenMailCame_ThenItIsSentAnew(string address)
    {
        ImportBench? kept = null;
        await using var bench = await WebBench.OpenAsync(
            import =>
            {
                kept = import;
                return Task.CompletedTask;
            },
            [Encoding.UTF8.GetBytes(WebBench.Patch("a@example.org", "[PATCH] x"))]);
        using var first = await bench.Client.GetAsync(new Uri(address, UriKind.Relative));

        await kept!.ImportAsync(NewMessage.Read(Encoding.UTF8.GetBytes(WebBench.Patch("b@example.org", "[PATCH] y"))));

        using var again = await AskAsync(bench, address, first.Headers.ETag!);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        again.Headers.ETag.ShouldNotBe(first.Headers.ETag);
    }

    [Fact]
    public async Task Page_WhenItsHeadSaysSomethingElse_ThenItIsSentAnewAndItsDataIsNot()
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("a@example.org", "[PATCH] x"));
        using var page = await bench.Client.GetAsync(new Uri("/queue/first", UriKind.Relative));
        using var data = await bench.Client.GetAsync(new Uri("/queue/first.json", UriKind.Relative));

        bench.Status.SayImporting("Mail comes in.");

        using var newPage = await AskAsync(bench, "/queue/first", page.Headers.ETag!);
        using var newData = await AskAsync(bench, "/queue/first.json", data.Headers.ETag!);
        newPage.StatusCode.ShouldBe(HttpStatusCode.OK);
        newData.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("/queue/none")]
    [InlineData("/series/999")]
    [InlineData("/search?q=x")]
    public async Task Page_WhenItIsNotThereOrFollowsTheIndex_ThenItBearsNoTag(string address)
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("a@example.org", "[PATCH] x"));

        using var answer = await bench.Client.GetAsync(new Uri(address, UriKind.Relative));

        answer.Headers.ETag.ShouldBeNull();
    }

    private static async Task<HttpResponseMessage> AskAsync(WebBench bench, string address, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.IfNoneMatch.Add(tag);
        return await bench.Client.SendAsync(request);
    }
}
