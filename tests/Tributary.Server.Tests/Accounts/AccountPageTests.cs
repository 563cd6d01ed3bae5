using Tributary.Mail;
using Tributary.Store;

namespace Tributary.Server.Tests;

public sealed class AccountPageTests
{
    [Fact]
    public async Task Visitor_WhenHeHasNotSignedIn_ThenHeIsLedToTheSignIn()
    {
        await using var bench = await AccountBench.OpenAsync();
        using var browser = bench.Browser();

        (await browser.GetAsync("/account")).Location.ShouldBe("/sign-in?next=%2Faccount");
        (await browser.GetAsync("/account.json")).Status.ShouldBe(403);
        (await browser.PostWithTokenAsync("/account/tokens", ("label", "x"))).Status.ShouldBe(403);
    }

    [Fact]
    public async Task Token_WhenMadeByThePage_ThenItIsShownOnceAndServesUntilRevoked()
    {
        await using var bench = await AccountBench.OpenAsync();
        await bench.AddUserAsync("mara");
        using var browser = await bench.SignInAsync("mara");

        var made = await browser.SubmitAsync("/account", "/account/tokens", ("label", "<b>ci</b>"));

        var token = made.Document.QuerySelector(".token")!.TextContent;
        token.ShouldMatch("^[0-9a-f]{40}$");
        made.CacheControl.ShouldContain("no-store");
        var page = await browser.GetAsync("/account");
        page.Text.ShouldNotContain(token);
        page.Document.QuerySelector("main b").ShouldBeNull();
        (await ApiStatusAsync(bench, token)).ShouldBe(200);
        (await browser.SubmitAsync("/account", "/account/tokens/revoke")).Status.ShouldBe(303);
        (await ApiStatusAsync(bench, token)).ShouldBe(403);
    }

    [Fact]
    public async Task Token_WhenItIsAnothers_ThenHeMayNotRevokeIt()
    {
        await using var bench = await AccountBench.OpenAsync();
        var mara = await bench.AddUserAsync("mara");
        await bench.AddUserAsync("eve");
        var (_, token) = await new TokenStep(bench.Database).IssueAsync(mara.Id, "", AccountBench.Root, CancellationToken.None);
        using var browser = await bench.SignInAsync("eve");

        await browser.PostWithTokenAsync("/account/tokens/revoke", ("token", $"{token!.Id}"));

        (await ApiStatusAsync(bench, token.Token)).ShouldBe(200);
    }

    [Fact]
    public async Task Session_WhenEnded_ThenItsBrowserIsSignedOutAtOnce()
    {
        await using var bench = await AccountBench.OpenAsync();
        await bench.AddUserAsync("mara");
        await bench.AddUserAsync("eve");
        using var here = await bench.SignInAsync("mara");
        using var there = await bench.SignInAsync("mara");
        using var third = await bench.SignInAsync("mara");
        using var eve = await bench.SignInAsync("eve");
        var sessions = await bench.Import.QueryAsync<long>("select id from sessions order by id");

        await eve.PostWithTokenAsync("/account/sessions/end", ("session", $"{sessions[1]}"));
        (await there.GetAsync("/account")).Status.ShouldBe(200);

        (await here.PostWithTokenAsync("/account/sessions/end", ("session", $"{sessions[1]}"))).Status.ShouldBe(303);
        (await there.GetAsync("/account")).Status.ShouldBe(302);
        (await third.GetAsync("/account")).Status.ShouldBe(200);

        await here.SubmitAsync("/account", "/account/sessions/end-others");
        (await third.GetAsync("/account")).Status.ShouldBe(302);
        (await here.GetAsync("/account")).Status.ShouldBe(200);
        (await eve.GetAsync("/account")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Session_WhenNobodyUsesIt_ThenItEnds()
    {
        await using var bench = await AccountBench.OpenAsync();
        await bench.AddUserAsync("mara");
        using var browser = await bench.SignInAsync("mara");

        for (var week = 0; week < 12; week++)
        {
            bench.Clock.Now += TimeSpan.FromDays(7);
            (await browser.GetAsync("/account")).Status.ShouldBe(200);
        }

        bench.Clock.Now += TimeSpan.FromDays(7);
        (await browser.GetAsync("/account")).Status.ShouldBe(302, "after 90 days in use");
        await browser.SignInAsync("mara", AccountBench.Password);
        bench.Clock.Now += TimeSpan.FromDays(14);
        (await browser.GetAsync("/account")).Status.ShouldBe(302, "after 14 days of rest");
    }

    [Fact]
    public async Task Password_WhenChanged_ThenOtherSessionsEndAndALetterSaysSo()
    {
        await using var bench = await AccountBench.OpenAsync();
        await bench.AddUserAsync("mara");
        using var here = await bench.SignInAsync("mara");
        using var there = await bench.SignInAsync("mara");

        (await NoticeAsync(here, ("current", "wrong horse"), ("password", "quite another"))).ShouldContain("This is not your password.");
        (await NoticeAsync(here, ("current", AccountBench.Password), ("password", "short"))).ShouldContain("at least 8");
        (await NoticeAsync(here, ("current", AccountBench.Password), ("password", "quite another"))).ShouldBe("Your password is changed, and your other sessions are ended.");

        (await there.GetAsync("/account")).Status.ShouldBe(302);
        using var again = bench.Browser();
        await again.SignInAsync("mara", "quite another");
        MessageReader.Read((await bench.LettersAsync()).Single().Mail).Parts[0].Text!.ShouldContain("its password was changed");

        static async Task<string> NoticeAsync(PageVisitor browser, params (string, string?)[] fields)
        {
            await browser.SubmitAsync("/account", "/account/password", fields);
            return (await browser.GetAsync("/account")).Notice!;
        }
    }

    [Fact]
    public async Task Address_WhenConfirmed_ThenItIsTheUsersAndMayBecomeTheFirst()
    {
        await using var bench = await AccountBench.OpenAsync();
        await bench.AddUserAsync("mara");
        await bench.AddUserAsync("eve");
        using var browser = await bench.SignInAsync("mara");
        using var eve = await bench.SignInAsync("eve");

        (await browser.SubmitAsync("/account", "/account/addresses", ("email", "Mara@Work.example.org"))).Status.ShouldBe(303);
        var link = await bench.LinkAsync();
        (await bench.LettersAsync())[0].To.ShouldBe("mara@work.example.org");
        (await eve.GetAsync(link)).Status.ShouldBe(403);
        (await eve.PostWithTokenAsync("/account/addresses/confirm", ("key", new Uri(new(bench.Site), link).Query["?key=".Length..]))).Status.ShouldBe(303);
        (await browser.SubmitAsync(link, "/account/addresses/confirm")).Location.ShouldBe("/account");

        var mara = (await bench.Users.FindByEmailAsync("mara@work.example.org", CancellationToken.None))!;
        (mara.Username, mara.Email, mara.Owns("mara@work.example.org")).ShouldBe(("mara", "mara@example.org", true));
        (await browser.SubmitAsync("/account", "/account/addresses/first")).Status.ShouldBe(303);
        mara = (await bench.Users.FindByNameAsync("mara", CancellationToken.None))!;
        (mara.Email, mara.OtherAddresses.Single()).ShouldBe(("mara@work.example.org", "mara@example.org"));
        (await browser.SubmitAsync("/account", "/account/addresses/remove")).Status.ShouldBe(303);
        (await bench.Users.FindByEmailAsync("mara@example.org", CancellationToken.None)).ShouldBeNull();
        (await browser.GetAsync("/account.json")).Text.ShouldContain("\"addresses\":[\"mara@work.example.org\"]");
    }

    [Fact]
    public async Task Address_WhenItIsAnothers_ThenTheAnswerIsTheSameAndItsOwnerIsTold()
    {
        await using var bench = await AccountBench.OpenAsync();
        await bench.AddUserAsync("mara");
        await bench.AddUserAsync("eve");
        using var eve = await bench.SignInAsync("eve");

        await eve.SubmitAsync("/account", "/account/addresses", ("email", "mara@example.org"));

        (await eve.GetAsync("/account")).Notice.ShouldBe("A letter to mara@example.org is on its way: go on by the link in it.");
        var text = MessageReader.Read((await bench.LettersAsync()).Single().Mail).Parts[0].Text!;
        text.ShouldContain("It belongs to mara already");
        text.ShouldNotContain("key=");
    }

    [Theory]
    [InlineData("first-name", "<script>alert(1)</script>")]
    [InlineData("last-name", "\"><img src=x onerror=alert(1)>")]
    public async Task Name_WhenItHoldsMarkup_ThenItIsShownAsText(string field, string value)
    {
        await using var bench = await AccountBench.OpenAsync();
        await bench.AddUserAsync("mara", new() { IsAdmin = true });
        using var browser = await bench.SignInAsync("mara");

        (await browser.SubmitAsync("/account", "/account/profile", (field, value))).Status.ShouldBe(303);

        foreach (var address in new[] { "/account", "/users", "/users/mara" })
        {
            var page = await browser.PageAsync(address);
            page.QuerySelectorAll("script, img").ShouldBeEmpty(address);
        }

        (await browser.PageAsync("/account")).QuerySelector($"input[name={field}]")!.GetAttribute("value").ShouldBe(value);
    }

    [Theory]
    [InlineData("first-name", 31)]
    [InlineData("last-name", 151)]
    public async Task Name_WhenItIsTooLongOrHidesSomething_ThenItIsRefused(string field, int length)
    {
        await using var bench = await AccountBench.OpenAsync();
        await bench.AddUserAsync("mara");
        using var browser = await bench.SignInAsync("mara");

        foreach (var value in new[] { new string('x', length), "a\r\nb", "a\u202eb", "a\0b" })
        {
            var reply = await browser.SubmitAsync("/account", "/account/profile", (field, value));
            (reply.Status == 400 || (await browser.GetAsync("/account")).Document.QuerySelector(".notice.fault") is not null).ShouldBeTrue(value);
        }

        (await bench.Users.FindByNameAsync("mara", CancellationToken.None))!.Name.ShouldBe("mara");
    }

    private static async Task<int> ApiStatusAsync(AccountBench bench, string token)
    {
        using var client = new HttpClient { BaseAddress = new(bench.Site) };
        client.DefaultRequestHeaders.Authorization = new("Token", token);
        using var answer = await client.GetAsync(new Uri("/api/users/", UriKind.Relative));
        return (int)answer.StatusCode;
    }
}
