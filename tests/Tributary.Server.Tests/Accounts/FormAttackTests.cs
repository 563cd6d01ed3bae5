using System.Net;

namespace Tributary.Server.Tests;

/// <summary>What others may try with the browser of somebody who is signed in, and with none.</summary>
[Trait("Speed", "slow")]
public sealed class FormAttackTests
{
    public static TheoryData<string, string> ForeignOrigins => new()
    {
        { "Origin", "https://evil.example.org" },
        { "Origin", "null" },
        { "Origin", "http://127.0.0.1" },
        { "Sec-Fetch-Site", "cross-site" },
        { "Sec-Fetch-Site", "same-site" },
    };

    [Theory]
    [MemberData(nameof(ForeignOrigins))]
    public async Task Form_WhenItComesFromElsewhere_ThenItIsRefusedThoughItsTokenIsRight(string header, string value)
    {
        await using var bench = await AccountBench.OpenAsync();
        await bench.AddUserAsync("mara");
        using var browser = await bench.SignInAsync("mara");
        var token = await browser.TokenAsync();

        var reply = await browser.PostAsync("/account/profile", [(header, value)], ("first-name", "Eve"), ("form-token", token));

        reply.Status.ShouldBe(400);
        (await bench.Users.FindByNameAsync("mara", CancellationToken.None))!.FirstName.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("none")]
    [InlineData("empty")]
    [InlineData("made up")]
    [InlineData("a visitor's")]
    [InlineData("another user's")]
    [InlineData("his own of an earlier session")]
    [InlineData("cut short")]
    public async Task Form_WhenItsTokenIsNotOfThisSession_ThenItIsRefused(string whose)
    {
        await using var bench = await AccountBench.OpenAsync();
        await bench.AddUserAsync("mara");
        await bench.AddUserAsync("eve");
        using var browser = bench.Browser();
        var before = await browser.TokenAsync();
        await browser.SignInAsync("mara", AccountBench.Password);
        var first = await browser.TokenAsync();
        await browser.SubmitAsync("/account", "/sign-out");
        await browser.SignInAsync("mara", AccountBench.Password);
        using var eve = await bench.SignInAsync("eve");
        var token = whose switch
        {
            "none" => null,
            "empty" => "",
            "made up" => "CfDJ8AAAAAAAAAAAAAAAAAAAAAA",
            "a visitor's" => before,
            "another user's" => await eve.TokenAsync(),
            "his own of an earlier session" => first,
            _ => (await browser.TokenAsync())[..^5],
        };

        var reply = await browser.PostAsync("/account/profile", ("first-name", "Eve"), ("form-token", token));

        reply.Status.ShouldBe(400);
        (await bench.Users.FindByNameAsync("mara", CancellationToken.None))!.FirstName.ShouldBeEmpty();
        (await browser.PostAsync("/account/profile", ("first-name", "Mara"), ("form-token", await browser.TokenAsync()))).Status.ShouldBe(303);
    }

    [Fact]
    public async Task SignIn_WhenSentFromElsewhere_ThenNobodyIsSignedIn()
    {
        await using var bench = await AccountBench.OpenAsync();
        await bench.AddUserAsync("eve");
        using var browser = bench.Browser();

        (await browser.PostAsync("/sign-in", ("name", "eve"), ("password", AccountBench.Password))).Status.ShouldBe(400);

        browser.Cookies.Select(cookie => cookie.Name).ShouldNotContain("tributary-session");
    }

    [Fact]
    public async Task Session_WhenSomebodyPlantedOne_ThenSigningInGivesAnother()
    {
        await using var bench = await AccountBench.OpenAsync();
        await bench.AddUserAsync("mara");
        await bench.AddUserAsync("eve");
        using var thief = await bench.SignInAsync("eve");
        var planted = thief.Cookies["tributary-session"]!.Value;
        using var browser = bench.Browser();
        browser.Plant("tributary-session", planted);

        // The page knows him for Eve; he signs in as himself by the form that he was sent to.
        (await browser.PostAsync("/sign-in", ("name", "mara"), ("password", AccountBench.Password), ("form-token", await browser.TokenAsync()))).Status.ShouldBe(303);

        browser.Cookies["tributary-session"]!.Value.ShouldNotBe(planted);
        (await browser.PageAsync("/account")).QuerySelector("h1")!.TextContent.ShouldContain("mara");
        (await thief.GetAsync("/account")).Status.ShouldBe(302);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("' or 1=1 --")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("UPPER")]
    public async Task Session_WhenTheCookieIsTamperedWith_ThenNobodyIsSignedIn(string value)
    {
        await using var bench = await AccountBench.OpenAsync();
        await bench.AddUserAsync("mara");
        using var browser = await bench.SignInAsync("mara");
        var secret = browser.Cookies["tributary-session"]!.Value;

        browser.Plant("tributary-session", value == "UPPER" ? secret.ToUpperInvariant() : WebUtility.UrlEncode(value));

        (await browser.GetAsync("/account")).Status.ShouldBe(302);
        (await bench.Import.QueryAsync<byte[]>("select hash from sessions")).ShouldAllBe(hash => Convert.ToHexStringLower(hash) != secret);
    }

    [Theory]
    [InlineData("tributary-notice", "Send your password to eve@example.org")]
    [InlineData("tributary-notice", "CfDJ8AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("tributary-form", "CfDJ8AAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Cookie_WhenItIsMadeUp_ThenItSaysNothing(string name, string value)
    {
        await using var bench = await AccountBench.OpenAsync();
        using var browser = bench.Browser();
        browser.Plant(name, WebUtility.UrlEncode(value));

        var reply = await browser.GetAsync("/sign-in");

        (reply.Status, reply.Notice).ShouldBe((200, null));
    }

    [Theory]
    [InlineData("//evil.example.org")]
    [InlineData("///evil.example.org")]
    [InlineData("/\\evil.example.org")]
    [InlineData("\\\\evil.example.org")]
    [InlineData("/\t/evil.example.org")]
    [InlineData("/\n/evil.example.org")]
    [InlineData("https://evil.example.org/")]
    [InlineData("https:evil.example.org")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil.example.org")]
    [InlineData("~//evil.example.org")]
    [InlineData("/x\\..\\..\\evil")]
    [InlineData("/queue\r\nSet-Cookie: a=b")]
    [InlineData("")]
    public async Task Next_WhenItLeadsElsewhere_ThenItIsNotFollowed(string next)
    {
        await using var bench = await AccountBench.OpenAsync();
        await bench.AddUserAsync("mara");
        using var browser = bench.Browser();

        var shown = (await browser.PageAsync("/sign-in?next=" + Uri.EscapeDataString(next))).QuerySelector("input[name=next]")!.GetAttribute("value");
        var reply = await browser.SubmitAsync("/sign-in", "/sign-in", ("name", "mara"), ("password", AccountBench.Password), ("next", next));

        (shown, reply.Status, reply.Location).ShouldBe(("/", 303, "/"));
        (await browser.GetAsync("/sign-in?next=" + Uri.EscapeDataString(next))).Location.ShouldBe("/");
    }

    [Theory]
    [InlineData("/%2fevil.example.org")]
    [InlineData("/%5cevil.example.org")]
    [InlineData("/queue/first?state=all&q=a%20b")]
    public async Task Next_WhenItIsAPathOfThisSite_ThenItIsFollowedAsItIs(string next)
    {
        await using var bench = await AccountBench.OpenAsync();
        await bench.AddUserAsync("mara");
        using var browser = bench.Browser();

        (await browser.SubmitAsync("/sign-in", "/sign-in", ("name", "mara"), ("password", AccountBench.Password), ("next", next))).Location.ShouldBe(next);
    }

    [Fact]
    public async Task Form_WhenItIsTooLargeOrHoldsANul_ThenItIsRefused()
    {
        await using var bench = await AccountBench.OpenAsync();
        await bench.AddUserAsync("mara");
        using var browser = await bench.SignInAsync("mara");
        var token = ("form-token", (string?)await browser.TokenAsync());

        (await browser.PostAsync("/account/profile", ("first-name", new('x', 2_000_000)), token)).Status.ShouldBe(413);
        (await browser.PostAsync("/account/profile", [token, .. Enumerable.Range(0, 5000).Select(number => ($"f{number}", (string?)"x"))])).Status.ShouldBe(400);
        (await browser.PostAsync("/account/profile", ("first-name", "a\0b"), token)).Status.ShouldBe(400);
        (await browser.PostAsync("/account/tokens", ("label", new('x', 101)), token)).Status.ShouldBe(303);
        (await bench.Import.QueryAsync<long>("select count(*) from tokens")).Single().ShouldBe(0);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/first/?q=x")]
    public async Task Form_WhenItsCharsetIsNoneThatDotNetReads_ThenThatIsNoFaultOfTheServer(string address)
    {
        await using var bench = await AccountBench.OpenAsync();
        using var client = new HttpClient { BaseAddress = new(bench.Site) };
        using var form = new StringContent("q=x");
        form.Headers.ContentType = new("application/x-www-form-urlencoded") { CharSet = "utf-7" };

        using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), form);

        ((int)answer.StatusCode).ShouldBeLessThan(500);
    }

    [Fact]
    public async Task Cookies_WhenTheSiteHasTls_ThenTheyGoOverItAlone()
    {
        await using var bench = await AccountBench.OpenAsync(publicUrl: "https://patches.example.org");
        await bench.AddUserAsync("mara");
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new(bench.Site) };

        using var page = await client.GetAsync(new Uri("/sign-in", UriKind.Relative));
        var form = page.Headers.GetValues("Set-Cookie").Single();
        var token = Rendered.Parse(await page.Content.ReadAsStringAsync()).QuerySelector("input[name=form-token]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in");
        request.Headers.Add("Cookie", form.Split(';')[0]);
        request.Headers.Add("Origin", "https://patches.example.org");
        request.Content = new FormUrlEncodedContent([new("name", "mara"), new("password", AccountBench.Password), new("form-token", token)]);
        using var answer = await client.SendAsync(request);

        form.ShouldContain("; secure");
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var session = answer.Headers.GetValues("Set-Cookie").Single();
        session.ShouldStartWith("__Host-tributary-session=");
        foreach (var word in new[] { "; secure", "; httponly", "; samesite=lax", "; path=/" }) session.ShouldContain(word);
        session.ShouldNotContain("domain");
    }

    [Fact]
    public async Task Password_WhenGuessed_ThenTheGuesserWaitsOnPagesAndInTheApiAlike()
    {
        await using var bench = await AccountBench.OpenAsync();
        await bench.AddUserAsync("mara");
        await bench.AddUserAsync("eve");
        using var browser = bench.Browser();
        await browser.PageAsync("/sign-in");

        for (var guess = 0; guess < AttemptRule.Pair.Most / 2; guess++) (await TryAsync("mara", "wrong")).ShouldBe(400);
        for (var guess = 0; guess < AttemptRule.Pair.Most / 2; guess++) (await BasicAsync("MARA", "wrong")).ShouldBe(403);

        (await TryAsync("mara", AccountBench.Password)).ShouldBe(429);
        (await BasicAsync("mara", AccountBench.Password)).ShouldBe(429);
        (await TryAsync("nobody", "wrong")).ShouldBe(400);
        bench.Clock.Now += AttemptRule.Pair.Window - TimeSpan.FromSeconds(1);
        (await BasicAsync("mara", AccountBench.Password)).ShouldBe(429);
        bench.Clock.Now += TimeSpan.FromSeconds(1);
        (await BasicAsync("mara", AccountBench.Password)).ShouldBe(200);
        (await TryAsync("mara", AccountBench.Password)).ShouldBe(303);

        async Task<int> TryAsync(string name, string password) => (await browser.SubmitAsync("/sign-in", "/sign-in", ("name", name), ("password", password))).Status;

        Task<int> BasicAsync(string name, string password) => ApiAsync(bench, "Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{name}:{password}")));
    }

    [Fact]
    public async Task Token_WhenGuessed_ThenTheGuesserWaits()
    {
        await using var bench = await AccountBench.OpenAsync();
        var mara = await bench.AddUserAsync("mara");
        var (_, token) = await new TokenStep(bench.Database).IssueAsync(mara.Id, "", AccountBench.Root, CancellationToken.None);
        using var browser = bench.Browser();

        for (var guess = 0; guess < AttemptRule.Secret.Most - 1; guess++) (await ApiAsync(bench, "Token", $"{guess:x40}")).ShouldBe(403);
        (await browser.GetAsync("/reset/choose?key=" + new string('0', 64))).Status.ShouldBe(404);

        (await ApiAsync(bench, "Token", token!.Token)).ShouldBe(429);
        (await browser.GetAsync("/reset/choose?key=" + new string('0', 64))).Status.ShouldBe(429);
        bench.Clock.Now += AttemptRule.Secret.Window;
        (await ApiAsync(bench, "Token", token.Token)).ShouldBe(200);
    }

    private static async Task<int> ApiAsync(AccountBench bench, string scheme, string word)
    {
        using var client = new HttpClient { BaseAddress = new(bench.Site) };
        client.DefaultRequestHeaders.Authorization = new(scheme, word);
        using var answer = await client.GetAsync(new Uri("/api/users/", UriKind.Relative));
        return (int)answer.StatusCode;
    }
}
