using System.Net;
using System.Text;
using Tributary.Store;

namespace Tributary.Server.Tests;

public sealed class BundlePageTests
{
    [Fact]
    public async Task Bundle_WhenPublic_ThenItsPageDataAndMailboxHoldItsPatchesInOrder()
    {
        await using var bench = await OpenAsync();

        var page = await bench.PageAsync("/bundle/zoe/for-next/");
        var data = await bench.DataAsync("/bundle/zoe/for-next.json");
        using var mbox = await bench.Client.GetAsync(new Uri("/bundle/zoe/for-next/mbox/", UriKind.Relative));

        page.QuerySelectorAll("table.patches tbody th a").Select(link => link.GetAttribute("href")).ShouldBe(["/patch/2@example.org", "/patch/1@example.org"]);
        page.QuerySelectorAll("table.patches .state").Select(state => state.TextContent).ShouldBe(["New", "New"]);
        data.GetProperty("patches").EnumerateArray().Select(patch => patch.GetProperty("message_id").GetString()).ShouldBe(["2@example.org", "1@example.org"]);
        mbox.Content.Headers.GetValues("Content-Disposition").ShouldBe(["attachment; filename=bundle-1-for-next.mbox"]);
        var text = await mbox.Content.ReadAsStringAsync();
        text.IndexOf("Message-ID: <2@example.org>", StringComparison.Ordinal).ShouldBeInRange(1, text.IndexOf("Message-ID: <1@example.org>", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/bundle/zoe/mine/")]
    [InlineData("/bundle/zoe/mine.json")]
    [InlineData("/bundle/zoe/mine/mbox/")]
    [InlineData("/bundle/2/")]
    [InlineData("/user/bundle/2/mbox/")]
    public async Task Bundle_WhenPrivate_ThenOthersDoNotSeeThatItIsThere(string address)
    {
        await using var bench = await OpenAsync();

        using var answer = await bench.Client.GetAsync(new Uri(address, UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
    }

    [Theory]
    [InlineData("zoe", HttpStatusCode.OK)]
    [InlineData("eve", HttpStatusCode.NotFound)]
    [InlineData("", HttpStatusCode.NotFound)]
    public async Task Bundle_WhenPrivate_ThenItsOwnerTakesItByToken(string username, HttpStatusCode status)
    {
        await using var bench = await OpenAsync();
        var token = username.Length == 0 ? "guessed" : await IssueTokenAsync(bench.Options.Database, username);
        bench.Client.DefaultRequestHeaders.Authorization = new("Token", token);

        using var mbox = await bench.Client.GetAsync(new Uri("/bundle/zoe/mine/mbox/", UriKind.Relative));
        using var page = await bench.Client.GetAsync(new Uri("/bundle/zoe/mine/", UriKind.Relative));

        mbox.StatusCode.ShouldBe(status);
        page.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Bundle_WhenItsNumberIsAskedFor_ThenItsAddressIsGiven()
    {
        await using var bench = await OpenAsync();

        foreach (var (old, now) in new[] { ("/bundle/1/", "/bundle/zoe/for-next/"), ("/user/bundle/1/mbox/", "/bundle/zoe/for-next/mbox/"), ("/bundle/3/", "/bundle/zoe/odd%2Fname;%20x/") })
        {
            using var answer = await bench.Client.GetAsync(new Uri(old, UriKind.Relative));
            answer.Headers.Location!.OriginalString.ShouldBe(now);
        }
    }

    [Fact]
    public async Task Bundle_WhenNamedOddly_ThenItIsFoundAndTheFileNameIsHarmless()
    {
        await using var bench = await OpenAsync();

        (await bench.PageAsync("/bundle/zoe/odd%2Fname;%20x/")).QuerySelector("h1")!.TextContent.ShouldContain("odd/name; x");
        using var mbox = await bench.Client.GetAsync(new Uri("/bundle/zoe/odd%2Fname;%20x/mbox/", UriKind.Relative));
        mbox.Content.Headers.GetValues("Content-Disposition").ShouldBe(["attachment; filename=bundle-3-oddname x.mbox"]);
    }

    [Fact]
    public async Task Bundles_WhenListed_ThenThePublicOnesStandByName()
    {
        await using var bench = await OpenAsync();

        var page = await bench.PageAsync("/project/first/bundles/");

        page.QuerySelectorAll("main li a").Select(link => link.TextContent).ShouldBe(["for-next", "odd/name; x"]);
        (await bench.DataAsync("/project/first/bundles.json")).GetProperty("bundles").GetArrayLength().ShouldBe(2);
    }

    private static async Task<string> IssueTokenAsync(Database database, string username)
    {
        var user = await new UserQueries(database).FindByNameAsync(username, CancellationToken.None);
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        var token = await new TokenStore(write).IssueAsync(user!.Id, "test", Given.Now, CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
        return token.Token;
    }

    private static async Task<WebBench> OpenAsync()
    {
        ImportBench? kept = null;
        var bench = await WebBench.OpenAsync(
            async import =>
            {
                kept = import;
                await GivenUser.AddAsync(import, 7, "zoe", "zoe@example.org");
                await GivenUser.AddAsync(import, 8, "eve", "eve@example.org");
            },
            [.. new[] { WebBench.Patch("1@example.org", "[PATCH] one"), WebBench.Patch("2@example.org", "[PATCH] two", hour: 1) }.Select(Encoding.UTF8.GetBytes)]);
        foreach (var (id, name, isPublic) in new[] { (1L, "for-next", 1L), (2L, "mine", 0L), (3L, "odd/name; x", 1L) })
        {
            await kept!.ExecuteAsync("insert into bundles (id, project, owner, name, is_public) values (@id, 1, 7, @name, @isPublic)", new { id, name, isPublic });
            await kept.ExecuteAsync(
                """
                insert into bundle_patches (bundle, position, patch)
                select @id, case m.message_id when '2@example.org' then 1 else 2 end, p.id from patches p join messages m on m.id = p.message
                """,
                new { id });
        }

        return bench;
    }
}
