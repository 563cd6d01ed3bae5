using Tributary.Mail;
using Tributary.Store;
using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

public sealed class RegisterPageTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Stranger_WhenHeFollowsTheLetter_ThenHeHasAnAccountAndTheLinkIsUsed(DatabaseKind kind)
    {
        if (kind == DatabaseKind.Postgres && !PostgresServer.IsThere) return;
        await using var bench = await AccountBench.OpenAsync(kind);
        using var browser = bench.Browser();

        (await browser.SubmitAsync("/register", "/register", ("email", "Ada@Example.org"))).Location.ShouldBe("/sign-in");
        (await browser.GetAsync("/sign-in")).Notice.ShouldBe("A letter to Ada@Example.org is on its way: go on by the link in it.");
        var link = await bench.LinkAsync();
        link.ShouldStartWith("/register/finish?key=");
        await browser.PageAsync(link); // a program that looks through mail was there first
        var reply = await browser.SubmitAsync(link, "/register/finish", ("username", "ada"), ("first-name", "Ada"), ("password", "correct horse"));

        (reply.Status, reply.Location).ShouldBe((303, "/account"));
        (await browser.PageAsync("/account")).QuerySelector("h1")!.TextContent.ShouldContain("ada");
        var user = (await bench.Users.FindByEmailAsync("ada@example.org", CancellationToken.None))!;
        (user.Username, user.FirstName, user.IsAdmin, user.Maintains.Length).ShouldBe(("ada", "Ada", false, 0));
        (await browser.GetAsync(link)).Status.ShouldBe(404);
        (await bench.Import.QueryAsync<long>("select count(*) from confirmations")).Single().ShouldBe(0);
    }

    [Fact]
    public async Task Stranger_WhenAFieldIsWrong_ThenHeMayTryAgainByTheSameLink()
    {
        await using var bench = await AccountBench.OpenAsync();
        await bench.AddUserAsync("mara");
        using var browser = bench.Browser();
        await browser.SubmitAsync("/register", "/register", ("email", "ada@example.org"));
        var link = await bench.LinkAsync();

        (await FinishAsync("MARA", "correct horse")).ShouldBe((400, "That cannot be taken: there is a user mara already."));
        (await FinishAsync("mara@example.org", "correct horse")).Fault!.ShouldContain("holds no @");
        (await FinishAsync("<b>ada</b>", "correct horse")).Fault!.ShouldContain("letters A to Z");
        (await FinishAsync("ada", "short")).Fault!.ShouldContain("at least 8");
        (await FinishAsync("ada", new('x', 1001))).Fault!.ShouldContain("at most 1000");
        (await FinishAsync("ada", "correct horse")).ShouldBe((303, null));

        async Task<(int Status, string? Fault)> FinishAsync(string name, string password)
        {
            var reply = await browser.SubmitAsync(link, "/register/finish", ("username", name), ("password", password));
            return (reply.Status, reply.Status == 303 ? null : reply.Document.QuerySelector(".fault")!.TextContent);
        }
    }

    [Fact]
    public async Task Link_WhenItIsOld_ThenItIsWorthless()
    {
        await using var bench = await AccountBench.OpenAsync();
        using var browser = bench.Browser();
        await browser.SubmitAsync("/register", "/register", ("email", "ada@example.org"));
        var link = await bench.LinkAsync();

        bench.Clock.Now += TimeSpan.FromHours(23);
        (await browser.GetAsync(link)).Status.ShouldBe(200);
        bench.Clock.Now += TimeSpan.FromHours(1);
        (await browser.GetAsync(link)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task User_WhenHeResetsHisPassword_ThenAllSessionsEndAndTheOldPasswordIsWorthless()
    {
        await using var bench = await AccountBench.OpenAsync();
        await bench.AddUserAsync("mara");
        using var thief = await bench.SignInAsync("mara");
        using var browser = bench.Browser();
        await browser.SubmitAsync("/reset", "/reset", ("email", "MARA@example.org"));
        var other = await bench.LinkAsync();
        await browser.SubmitAsync("/reset", "/reset", ("email", "mara@example.org"));
        var link = await bench.LinkAsync();
        link.ShouldStartWith("/reset/choose?key=");

        (await browser.SubmitAsync(link, "/reset/choose", ("password", "quite another"))).Location.ShouldBe("/account");

        (await browser.GetAsync("/account")).Status.ShouldBe(200);
        (await thief.GetAsync("/account")).Location.ShouldBe("/sign-in?next=%2Faccount");
        (await browser.GetAsync(link)).Status.ShouldBe(404);
        (await browser.GetAsync(other)).Status.ShouldBe(404);
        using var again = bench.Browser();
        (await again.SubmitAsync("/sign-in", "/sign-in", ("name", "mara"), ("password", AccountBench.Password))).Status.ShouldBe(400);
        (await again.SubmitAsync("/sign-in", "/sign-in", ("name", "mara@example.org"), ("password", "quite another"))).Status.ShouldBe(303);
        (await bench.LettersAsync())[0].To.ShouldBe("mara@example.org");
    }

    [Theory]
    [InlineData("/register")]
    [InlineData("/reset")]
    public async Task Asker_WhenTheAddressIsKnownOrNot_ThenHeIsToldTheSame(string page)
    {
        await using var bench = await AccountBench.OpenAsync();
        await bench.AddUserAsync("mara");
        using var browser = bench.Browser();

        var known = await AskAsync("mara@example.org");
        var unknown = await AskAsync("nobody@example.org");

        known.ShouldBe(unknown);
        var letters = await bench.LettersAsync();
        letters.Select(letter => letter.To).ShouldBe(["nobody@example.org", "mara@example.org"]);
        MessageReader.Read(letters[1].Mail).Parts[0].Text!.ShouldContain("mara");
        letters.Select(letter => MessageReader.Read(letter.Mail).Subject).Distinct().ShouldHaveSingleItem();

        async Task<(int, string?, string?)> AskAsync(string address)
        {
            var reply = await browser.SubmitAsync(page, page, ("email", address));
            return (reply.Status, reply.Location, (await browser.GetAsync(reply.Location!)).Notice!.Replace(address, "ADDRESS", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Asker_WhenHeAsksTooOften_ThenTheAddressIsSparedAndHeHasToWait()
    {
        await using var bench = await AccountBench.OpenAsync();
        using var browser = bench.Browser();

        for (var time = 0; time < AttemptRule.LetterFrom.Most; time++) (await browser.SubmitAsync("/register", "/register", ("email", "ada@example.org"))).Status.ShouldBe(303);
        (await bench.LettersAsync()).Count.ShouldBe(AttemptRule.LetterTo.Most);
        (await browser.SubmitAsync("/register", "/register", ("email", "eve@example.org"))).Status.ShouldBe(429);

        bench.Clock.Now += TimeSpan.FromHours(1);
        (await browser.SubmitAsync("/register", "/register", ("email", "ada@example.org"))).Status.ShouldBe(303);
        (await bench.LettersAsync()).Count.ShouldBe(AttemptRule.LetterTo.Most + 1);
    }

    [Theory]
    [InlineData("a@example.org\r\nBcc: b@example.org")]
    [InlineData("a@example.org\nSubject: x")]
    [InlineData("a@example.org, b@example.org")]
    [InlineData("<a@example.org>")]
    [InlineData("\"a b\"@example.org")]
    [InlineData("a@example.org%0d%0aBcc: b@example.org")]
    [InlineData("<script>alert(1)</script>@example.org")]
    public async Task Address_WhenItIsHostile_ThenItIsRefusedAndNoLetterIsWritten(string address)
    {
        await using var bench = await AccountBench.OpenAsync();
        using var browser = bench.Browser();

        var reply = await browser.SubmitAsync("/register", "/register", ("email", address));

        reply.Status.ShouldBe(400);
        reply.Document.QuerySelector("script").ShouldBeNull();
        (await bench.LettersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Name_WhenItHoldsLineEnds_ThenNoHeaderComesOfIt()
    {
        await using var bench = await AccountBench.OpenAsync();
        await bench.AddUserAsync("mara");
        await bench.Import.ExecuteAsync("update users set first_name = @name", new { name = "Mara\r\nBcc: everybody@example.org\r\n\r\nBody" });
        using var browser = bench.Browser();

        await browser.SubmitAsync("/reset", "/reset", ("email", "mara@example.org"));

        var mail = MessageReader.Read((await bench.LettersAsync()).Single().Mail);
        mail.Headers.Select(header => header.Name).ShouldNotContain("Bcc");
        mail.To.ShouldHaveSingleItem().Address.ShouldBe("mara@example.org");
    }

    [Fact]
    public async Task Link_WhenTheRequestNamesAnotherHost_ThenItLeadsHereAllTheSame()
    {
        await using var bench = await AccountBench.OpenAsync();
        await bench.AddUserAsync("mara");
        using var browser = bench.Browser();
        var token = await browser.TokenAsync();

        await browser.PostAsync("/reset", [("Host", "evil.example.org")], ("email", "mara@example.org"), ("form-token", token));

        MessageReader.Read((await bench.LettersAsync()).Single().Mail).Parts[0].Text!.ShouldContain(bench.Site + "/reset/choose");
    }
}
