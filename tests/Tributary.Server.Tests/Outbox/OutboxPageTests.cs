using System.Net;
using Tributary.Mail;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

public sealed class OutboxPageTests
{
    private const string Markup = "<b>\"bold\"</b>&amp;\u202e";

    [Fact]
    public async Task Outbox_WhenSomebodyAsks_ThenHeSeesTheLettersOfHisProjectsAndAnAdministratorAll()
    {
        await using var bench = await OpenAsync();
        foreach (var (name, subjects) in ((string, string[])[])[("root", ["Of nobody's", "Of first", "Secret"]), ("mara", ["Of first"])])
        {
            using var browser = SignInPageTests.Browser(bench);
            await browser.SignInAsync(name, "correct horse");

            (await browser.PageAsync("/outbox")).QuerySelectorAll(".letters tbody th").Select(cell => cell.TextContent).ShouldBe(subjects);
            (await browser.GetAsync("/outbox/1")).Status.ShouldBe(name == "root" ? 200 : 404);
            (await browser.GetAsync("/outbox/2.json")).Text.ShouldContain("\"state\":\"waiting\"");
            (await browser.GetAsync("/outbox?state=sent")).Document.QuerySelector(".empty").ShouldNotBeNull();
            (await browser.GetAsync("/outbox?state=lost")).Status.ShouldBe(400);
            (await browser.GetAsync("/outbox.json")).Text.ShouldContain("\"counts\":{\"waiting\":");
        }
    }

    [Fact]
    public async Task Outbox_WhenAVisitorOrAUserWithoutAProjectAsks_ThenIsNotShown()
    {
        await using var bench = await OpenAsync();
        using var visitor = SignInPageTests.Browser(bench);
        using var user = SignInPageTests.Browser(bench);
        await user.SignInAsync("cora", "correct horse");

        (await visitor.GetAsync("/outbox")).Status.ShouldBeOneOf(302, 303);
        (await visitor.GetAsync("/outbox/2")).Status.ShouldBeOneOf(302, 303);
        (await visitor.PostAsync("/outbox/2/cancel")).Status.ShouldBeOneOf(400, 403);
        (await user.GetAsync("/outbox")).Status.ShouldBe(403);
        (await user.GetAsync("/outbox/2")).Status.ShouldBe(404);
        (await user.PostWithTokenAsync("/outbox/2/cancel")).Status.ShouldBe(404);
        (await new OutboxQueries(bench.Options.Database).FindAsync(new(2), CancellationToken.None))!.Standing.State.ShouldBe(LetterState.Waiting);
    }

    [Fact]
    public async Task Letter_WhenAMaintainerTakesItBackAndSendsItAgain_ThenItDoes()
    {
        await using var bench = await OpenAsync();
        using var browser = SignInPageTests.Browser(bench);
        await browser.SignInAsync("mara", "correct horse");

        (await browser.SubmitAsync("/outbox/2", "/outbox/2/cancel")).Location.ShouldBe("/outbox/2");
        (await browser.GetAsync("/outbox/2")).Notice.ShouldBe("The letter is taken back.");
        (await browser.PageAsync("/outbox/2")).QuerySelectorAll("form[action$=cancel]").ShouldBeEmpty();
        (await browser.SubmitAsync("/outbox/2", "/outbox/2/retry")).Location.ShouldBe("/outbox/2");
        (await browser.GetAsync("/outbox/2")).Notice.ShouldBe("The letter is sent again in a moment.");
        (await browser.PostWithTokenAsync("/outbox/1/retry")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Letter_WhenItHoldsMarkup_ThenItIsShownAsText()
    {
        await using var bench = await OpenAsync(Markup);
        using var browser = SignInPageTests.Browser(bench);
        await browser.SignInAsync("root", "correct horse");

        foreach (var address in (string[])["/outbox", "/outbox/2"])
        {
            var page = await browser.GetAsync(address);
            page.Text.ShouldNotContain("<b>");
            page.Text.ShouldNotContain("\u202e");
            WebUtility.HtmlDecode(page.Text).ShouldContain("<b>\"bold\"</b>&amp;");
        }
    }

    private static Task<WebBench> OpenAsync(string subject = "Of first") => WebBench.OpenAsync(async import =>
    {
        var step = new AccountStep(import.Database);
        await step.AddAsync("root", new() { Email = "root@example.org", Password = "correct horse", IsAdmin = true }, SignInPageTests.Root, CancellationToken.None);
        await step.AddAsync("mara", new() { Email = "mara@example.org", Password = "correct horse", Maintains = [import.Project] }, SignInPageTests.Root, CancellationToken.None);
        await step.AddAsync("cora", new() { Email = "cora@example.org", Password = "correct horse" }, SignInPageTests.Root, CancellationToken.None);
        await using var write = await import.Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        var outbox = new Outbox(MailIdentity.Unset, TimeProvider.System);
        foreach (var (name, project) in ((string, long?)[])[("Secret", null), (subject, import.Project), ("Of nobody's", import.Project + 7)])
        {
            await outbox.PutAsync(
                write, new() { Key = $"test/{name}", To = [new Mailbox(Markup, "ann@example.org")], Subject = name, Text = $"{Markup}\n", Project = project }, CancellationToken.None);
        }

        await write.CommitAsideAsync(CancellationToken.None);
    }, []);
}
