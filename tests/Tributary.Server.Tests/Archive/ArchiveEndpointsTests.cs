using System.Net;

namespace Tributary.Server.Tests;

public sealed class ArchiveEndpointsTests
{
    [Fact]
    public async Task Thread_WhenAskedForByAnyOfItsMessages_ThenAllOfItComesOldestFirst()
    {
        await using var bench = await WebBench.OpenAsync(
            WebBench.Patch("p0@x", "[PATCH tree 0/1] widgets: turn them", hour: 1),
            WebBench.Patch("p1@x", "[PATCH tree 1/1] widgets: turn", "In-Reply-To: <p0@x>\nReferences: <gone@x> <p0@x>\n", hour: 2),
            WebBench.Mail("r1@x", "Re: [PATCH tree 1/1] widgets: turn", "From here on it is fine.\n", "References: <p0@x> <p1@x>\n", hour: 3),
            WebBench.Mail("r2@x", "Re: something lost", "The same lost parent.\n", "In-Reply-To: <gone@x>\n", hour: 4),
            WebBench.Patch("other@x", "[PATCH] gadgets: else", hour: 5));

        foreach (var id in new[] { "p0@x", "r1@x", "r2@x" })
        {
            using var answer = await bench.Client.GetAsync(new Uri($"/all/{id}/t.mbox.gz", UriKind.Relative));

            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/gzip");
            answer.Content.Headers.ContentDisposition!.ToString().ShouldBe("inline; filename=PATCH-tree-0-1-widgets-turn-them.mbox.gz");
            var packed = await answer.Content.ReadAsByteArrayAsync();
            PackedMbox.IdsOf(packed).ShouldBe(["p0@x", "p1@x", "r1@x", "r2@x"]);
            PackedMbox.TextOf(packed).ShouldContain("\n\n>From here on it is fine.\n");
        }
    }

    [Fact]
    public async Task Thread_WhenALaterVersionOnlyLinksToIt_ThenThatIsAnotherThread()
    {
        await using var bench = await WebBench.OpenAsync(
            WebBench.Patch("v1@x", "[PATCH tree] widgets: turn"),
            WebBench.Patch("v2@x", "[PATCH tree v2] widgets: turn", "X: y\n\nv1: https://lore.kernel.org/r/v1@x/\n", hour: 1));

        PackedMbox.IdsOf(await bench.Client.GetByteArrayAsync(new Uri("/all/v1@x/t.mbox.gz", UriKind.Relative))).ShouldBe(["v1@x"]);
    }

    [Fact]
    public async Task Thread_WhenItHasNotChanged_ThenItIsNotSentAgain()
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("p@x", "[PATCH] a"));
        using var first = await bench.Client.GetAsync(new Uri("/all/p@x/t.mbox.gz", UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/all/p@x/t.mbox.gz");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await bench.Client.SendAsync(request);

        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Help_WhenAskedFor_ThenItNamesEveryPrefixOfTheSearch()
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("p@x", "[PATCH] a"));

        var text = await bench.Client.GetStringAsync(new Uri("/all/_/text/help/", UriKind.Relative));

        var told = text.Split([' ', '\n']).Select(static word => FieldOf(word + "x")).OfType<ArchiveField>().Append(ArchiveField.Anywhere);
        told.Distinct().Order().ShouldBe(Enum.GetValues<ArchiveField>());
    }

    [Fact]
    public async Task Raw_WhenAskedFor_ThenItIsTheOneMailOfAnMbox()
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Mail("p@x", "Re: [PATCH] a: <b>", "From me to you.\n", "Status: RO\n"));

        using var answer = await bench.Client.GetAsync(new Uri("/all/p@x/raw", UriKind.Relative));

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        answer.Content.Headers.ContentDisposition!.ToString().ShouldBe("inline; filename=PATCH-a-b.txt");
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldStartWith("From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: Ann Author");
        text.ShouldContain("\n>From me to you.\n");
        text.ShouldNotContain("Status: RO");
    }

    [Theory]
    [InlineData("a/b@example.org")]
    [InlineData("100%25+x=y$!@example.org")]
    [InlineData("ends@example.org/raw")]
    [InlineData("plain+tag@example.org")]
    public async Task Id_WhenItIsOdd_ThenItIsFoundEscapedAndInBrackets(string id)
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch(id, "[PATCH] widgets: turn"));
        var escaped = Uri.EscapeDataString(id);

        foreach (var address in new[] { $"/all/{escaped}/", $"/first/{escaped}/", $"/all/%3C{escaped}%3E/" })
            (await bench.PageAsync(address)).QuerySelector("h1")!.TextContent.ShouldContain("widgets: turn");
        foreach (var ending in new[] { "raw", "t.mbox.gz" })
        {
            using var answer = await bench.Client.GetAsync(new Uri($"/all/{escaped}/{ending}", UriKind.Relative));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData("/all/a/b@x", "/all/a%2Fb@x/")]
    [InlineData("/r/a%2Fb@x", "/all/a%2Fb@x/")]
    [InlineData("/r/a%2Fb@x/", null)]
    [InlineData("/first/a%2fb@x?x=1", "/first/a%2Fb@x/?x=1")]
    [InlineData("/first/a%2Fb@x/t", "/first/a%2Fb@x/t/")]
    [InlineData("/first", "/first/")]
    [InlineData("/c@x", "/all/c@x/")]
    public async Task Address_WhenItLacksItsSlash_ThenItMovesToTheWholeAddress(string address, string? to)
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("a/b@x", "[PATCH] widgets: turn"));

        using var answer = await bench.Client.SendAsync(new(HttpMethod.Head, address));

        answer.StatusCode.ShouldBe(to is null ? HttpStatusCode.OK : HttpStatusCode.MovedPermanently);
        answer.Headers.Location?.AbsoluteUri.ShouldBe($"{bench.Client.BaseAddress!.AbsoluteUri.TrimEnd('/')}{to}");
    }

    [Theory]
    [InlineData("/first/a@x/T/", "/series/1#")]
    [InlineData("/first/a@x/t/", "/series/1#")]
    [InlineData("/first/", "/queue/first")]
    [InlineData("/all/", "/queue")]
    public async Task Room_WhenOursShowsTheSame_ThenTheAddressLeadsThere(string address, string to)
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("a@x", "[PATCH] widgets: turn"));

        using var answer = await bench.Client.GetAsync(new Uri(address, UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldStartWith(to);
    }

    [Theory]
    [InlineData("/all/none@x/")]
    [InlineData("/all/none@x/raw")]
    [InlineData("/all/none@x/t.mbox.gz")]
    [InlineData("/first/%3Cscript%3E/")]
    [InlineData("/first/%zz%/raw")]
    [InlineData("/first//raw")]
    public async Task Message_WhenItIsNotHere_ThenAPlainLineSaysSo(string address)
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("a@x", "[PATCH] x"));

        using var answer = await bench.Client.GetAsync(new Uri(address, UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("No message with this id is in this list.\n");
    }

    [Theory]
    [InlineData("/nolist/a@x/")]
    [InlineData("/queue/a@x/raw")]
    [InlineData("/series/a@x/t.mbox.gz")]
    [InlineData("/..%2f..%2fetc/passwd")]
    public async Task List_WhenNoneHasTheName_ThenItIsNoPage(string address)
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("a@x", "[PATCH] x"));

        using var answer = await bench.Client.GetAsync(new Uri(address, UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static ArchiveField? FieldOf(ReadOnlySpan<char> word) => ArchivePrefixes.Take(ref word);
}
