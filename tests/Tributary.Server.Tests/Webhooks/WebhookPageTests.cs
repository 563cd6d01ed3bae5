using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

public sealed class WebhookPageTests
{
    private const string Url = "https://bot.example.org/hook?a=<b>\"";

    [Fact]
    public async Task Maintainer_WhenHeMakesAWebhook_ThenSeesItsSecretOnceTestsItAndRemovesIt()
    {
        await using var bench = await SignInPageTests.OpenAsync();
        using var browser = SignInPageTests.Browser(bench);
        await browser.SignInAsync("mara", "correct horse");

        var made = await browser.SubmitAsync("/queue/first/webhooks", "/queue/first/webhooks", ("url", Url), ("category", "series-completed"));
        made.Location.ShouldBe("/queue/first/webhooks/1");
        var first = await browser.GetAsync("/queue/first/webhooks/1");
        var stored = (await new WebhookQueries(bench.Options.Database).FindAsync(1, CancellationToken.None))!;
        first.Notice!.ShouldContain(stored.Secret);
        stored.Categories.ShouldBe([EventCategory.SeriesCompleted]);
        first.Text.ShouldNotContain("<b>");
        (await browser.GetAsync("/queue/first/webhooks/1")).Text.ShouldNotContain(stored.Secret);
        (await browser.GetAsync("/queue/first/webhooks.json")).Text.ShouldNotContain(stored.Secret);

        (await browser.SubmitAsync("/queue/first/webhooks/1", "/queue/first/webhooks/1/test")).Status.ShouldBe(303);
        (await browser.PageAsync("/queue/first/webhooks/1")).QuerySelector(".deliveries tbody th")!.TextContent.Trim().ShouldBe("test");
        (await browser.SubmitAsync("/queue/first/webhooks/1", "/queue/first/webhooks/1/deliveries/1/retry")).Status.ShouldBe(303);
        (await browser.GetAsync("/queue/first/webhooks/1.json")).Text.ShouldContain("\"state\":\"waiting\"");
        (await browser.PostWithTokenAsync("/queue/first/webhooks/1/deliveries/9/retry")).Status.ShouldBe(404);
        (await browser.SubmitAsync("/queue/first/webhooks/1", "/queue/first/webhooks/1/remove")).Location.ShouldBe("/queue/first/webhooks");
        (await browser.PageAsync("/queue/first/webhooks")).QuerySelector(".empty").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("http://127.0.0.1/", "no public address")]
    [InlineData("http://[::ffff:10.0.0.1]/", "no public address")]
    [InlineData("gopher://example.org/", "https://")]
    public async Task Address_WhenItMayNotBeCalled_ThenTheNoticeSaysWhy(string url, string words)
    {
        await using var bench = await SignInPageTests.OpenAsync();
        using var browser = SignInPageTests.Browser(bench);
        await browser.SignInAsync("mara", "correct horse");

        await browser.SubmitAsync("/queue/first/webhooks", "/queue/first/webhooks", ("url", url));

        (await browser.GetAsync("/queue/first/webhooks")).Notice!.ShouldContain(words);
        (await new WebhookQueries(bench.Options.Database).ListAsync(1, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Webhooks_WhenSomebodyElseAsks_ThenAreNeitherShownNorChanged()
    {
        await using var bench = await WebBench.OpenAsync(async import =>
        {
            var step = new AccountStep(import.Database);
            await step.AddAsync("cora", new() { Email = "cora@example.org", Password = "correct horse" }, SignInPageTests.Root, CancellationToken.None);
            await new WebhookStep(import.Database, WebhookPolicy.Strict, "").AddAsync(
                new() { Project = import.Project, Url = "https://bot.example.org/", Secret = "a secret of twelve" }, SignInPageTests.Root, CancellationToken.None);
        }, []);
        using var visitor = SignInPageTests.Browser(bench);
        using var user = SignInPageTests.Browser(bench);
        await user.SignInAsync("cora", "correct horse");

        (await visitor.GetAsync("/queue/first/webhooks")).Status.ShouldBeOneOf(302, 303);
        (await user.GetAsync("/queue/first/webhooks")).Status.ShouldBe(404);
        (await user.GetAsync("/queue/first/webhooks/1")).Status.ShouldBe(404);
        foreach (var action in (string[])["", "/1/test", "/1/remove", "/1/deliveries/1/retry"])
        {
            (await user.PostWithTokenAsync($"/queue/first/webhooks{action}", ("url", "https://mine.example.org/"))).Status.ShouldBe(404);
            (await visitor.PostWithTokenAsync($"/queue/first/webhooks{action}", ("url", "https://mine.example.org/"))).Status.ShouldBe(403);
        }

        (await new WebhookQueries(bench.Options.Database).ListAsync(1, CancellationToken.None)).ShouldHaveSingleItem().Url.ShouldBe("https://bot.example.org/");
    }
}
