using Tributary.Store;

namespace Tributary.Server.Tests;

public sealed class SignInPageTests
{
    [Fact]
    public async Task User_WhenHeSignsIn_ThenPagesAreHisUntilHeSignsOut()
    {
        await using var bench = await OpenAsync();
        using var browser = Browser(bench);
        var polled = await browser.GetAsync("/queue/first");
        polled.CacheControl.ShouldBe("no-cache");
        polled.SetCookies.ShouldBeEmpty();

        var reply = await browser.SubmitAsync("/sign-in?next=%2Fqueue%2Ffirst%3Fstate%3Dall", "/sign-in", ("name", "mara"), ("password", "correct horse"));

        (reply.Status, reply.Location).ShouldBe((303, "/queue/first?state=all"));
        var cookie = reply.SetCookies.Single(one => one.StartsWith("tributary-session=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        var page = await browser.GetAsync("/queue/first");
        page.Document.QuerySelector(".visitor a")!.TextContent.ShouldBe("mara");
        page.CacheControl.ShouldContain("no-store");

        (await browser.SubmitAsync("/queue/first", "/sign-out")).Location.ShouldBe("/");
        var after = await browser.GetAsync("/queue/first");
        after.Document.QuerySelector(".visitor a")!.TextContent.ShouldBe("Sign in");
        after.Notice.ShouldBe("You are signed out.");
        (await browser.GetAsync("/queue/first")).Notice.ShouldBeNull();
    }

    [Theory]
    [InlineData("mara", "wrong horse")]
    [InlineData("nobody", "correct horse")]
    [InlineData("dora", "correct horse")]
    [InlineData("", "")]
    public async Task Stranger_WhenTheNameOrThePasswordIsWrong_ThenHeIsToldTheSame(string name, string password)
    {
        await using var bench = await OpenAsync();
        using var browser = Browser(bench);

        var reply = await browser.SubmitAsync("/sign-in", "/sign-in", ("name", name), ("password", password));

        reply.Status.ShouldBe(400);
        reply.Document.QuerySelector(".fault")!.TextContent.ShouldBe("The name or the password is wrong.");
        reply.SetCookies.ShouldNotContain(cookie => cookie.StartsWith("tributary-session=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Session_WhenItsUserIsDisabled_ThenItIsRefusedAtOnce()
    {
        await using var bench = await OpenAsync();
        using var browser = Browser(bench);
        await browser.SignInAsync("mara", "correct horse");

        await new AccountStep(bench.Options.Database).ChangeAsync("mara", new() { IsActive = false }, Root, CancellationToken.None);

        (await browser.PageAsync("/queue/first")).QuerySelector(".visitor a")!.TextContent.ShouldBe("Sign in");
    }

    internal static WorkActor Root { get; } = new(User: null, Workflow.Door.CommandLine, Given.Now);

    internal static PageVisitor Browser(WebBench bench) => new(bench.Client.BaseAddress!.ToString());

    internal static async Task<WebBench> OpenAsync() => await WebBench.OpenAsync(async import =>
    {
        var step = new AccountStep(import.Database);
        await step.AddAsync("mara", new() { Email = "mara@example.org", Password = "correct horse", Maintains = [import.Project] }, Root, CancellationToken.None);
        await step.AddAsync("dora", new() { Email = "dora@example.org", Password = "correct horse", IsActive = false }, Root, CancellationToken.None);
    }, []);
}
