using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Tributary.Mail;

namespace Tributary.EndToEnd;

/// <summary>A contributor with a browser: from nothing to an account, a token that serves, and out again.</summary>
[Trait("Speed", "all")]
public sealed partial class AccountBrowserTests : IDisposable
{
    private readonly DirectoryInfo _letters = Directory.CreateTempSubdirectory("tributary-letters-");

    [Fact]
    public async Task Contributor_WhenSheRegistersByTheLetter_ThenSheSignsInMakesATokenEndsASessionAndSignsOut()
    {
        await using var trib = await TribServer.ServeAsync([SampleMail.Samples], "--mail-out", $"folder:{_letters.FullName}", "--mail-from", "patches@example.org");
        await using var browser = await ChromiumBrowser.StartAsync(trib.Address);
        var page = await browser.OpenAsync(1280, ColorScheme.Light);

        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await LookAsync(page, "sign-in");
        await page.GetByRole(AriaRole.Link, new() { Name = "Make an account" }).ClickAsync();
        await page.GetByLabel("Your mail address").FillAsync("ada@example.org");
        await LookAsync(page, "register");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the letter" }).ClickAsync();
        (await page.Locator(".notice").InnerTextAsync()).ShouldContain("A letter to ada@example.org is on its way");

        await page.GotoAsync(await WaitForLinkAsync());
        await page.GetByLabel("Username").FillAsync("ada");
        await page.GetByLabel("Given name").FillAsync("Ada");
        await page.GetByLabel("Password").FillAsync("correct horse");
        await LookAsync(page, "finish");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the account" }).ClickAsync();
        (await page.Locator(".notice").InnerTextAsync()).ShouldBe("Welcome, ada.");

        var phone = await browser.OpenAsync(375, ColorScheme.Dark);
        await phone.GotoAsync("/account");
        await phone.GetByLabel("Username or mail address").FillAsync("ada@example.org");
        await phone.GetByLabel("Password").FillAsync("correct horse");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        new Uri(phone.Url).AbsolutePath.ShouldBe("/account");
        await LookAsync(phone, "account-phone");

        await page.GotoAsync("/account");
        await page.GetByLabel("Label: what it is for").FillAsync("git-pw <on my laptop>");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a token" }).ClickAsync();
        var token = await page.Locator(".token").InnerTextAsync();
        await LookAsync(page, "account");
        using var client = new HttpClient { BaseAddress = new(trib.Address) };
        client.DefaultRequestHeaders.Authorization = new("Token", token);
        (await client.GetStringAsync(new Uri("/api/users/", UriKind.Relative))).ShouldContain("ada@example.org");

        await page.GetByRole(AriaRole.Button, new() { Name = "End all others" }).ClickAsync();
        (await page.Locator(".notice").InnerTextAsync()).ShouldBe("Your other sessions are ended.");
        await phone.GotoAsync("/account");
        new Uri(phone.Url).AbsolutePath.ShouldBe("/sign-in");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        (await page.Locator(".visitor").InnerTextAsync()).ShouldContain("Sign in");
        await page.GotoAsync("/account");
        new Uri(page.Url).AbsolutePath.ShouldBe("/sign-in");
        browser.Complaints.ShouldBeEmpty();
        (await trib.StopAsync()).ShouldBe(0);
    }

    // What issue 4 asks for, in one go: from a stranger to a maintainer who worked a morning.
    [Fact]
    public async Task Maintainer_WhenSheComesAsAStranger_ThenSheRegistersWorksTheQueueMakesATokenAndLeaves()
    {
        await using var trib = await TribServer.ServeAsync([SampleMail.Samples], "--mail-out", $"folder:{_letters.FullName}", "--mail-from", "patches@example.org");
        await using var browser = await ChromiumBrowser.StartAsync(trib.Address);
        var page = await browser.OpenAsync(1280, ColorScheme.Light);

        // She registers, and confirms by the mail in the outbox.
        await page.GotoAsync("/register");
        await page.GetByLabel("Your mail address").FillAsync("ada@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the letter" }).ClickAsync();
        await page.GotoAsync(await WaitForLinkAsync());
        await page.GetByLabel("Username").FillAsync("ada");
        await page.GetByLabel("Password").FillAsync("correct horse");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the account" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        // Who runs the machine makes her a maintainer; she signs in.
        await trib.RunAsync("user", "set", "ada", "--maintainer", "netdevbpf");
        await page.GotoAsync("/sign-in");
        await page.Locator("main input[name=name]").FillAsync("ada");
        await page.Locator("main input[name=password]").FillAsync("correct horse");
        await page.Locator("main").GetByRole(AriaRole.Button).ClickAsync();
        (await page.Locator(".visitor a").First.InnerTextAsync()).ShouldBe("ada");

        // States on many series and back, a split series mended, two versions linked, a rule of delegation tried on past mail and saved.
        await WorkTests.SetManyAndUndoAsync(page);
        await WorkTests.MendAsync(page);
        await WorkTests.LinkAsync(page);
        await WorkTests.DelegateAsync(page);

        await page.GotoAsync("/account");
        await page.GetByLabel("Label: what it is for").FillAsync("laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a token" }).ClickAsync();
        var token = await page.Locator(".token").InnerTextAsync();
        using var client = new HttpClient { BaseAddress = new(trib.Address) };
        client.DefaultRequestHeaders.Authorization = new("Token", token);
        (await client.GetStringAsync(new Uri("/api/users/", UriKind.Relative))).ShouldContain("ada@example.org");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        (await page.Locator(".visitor").InnerTextAsync()).ShouldContain("Sign in");
        browser.Complaints.ShouldBeEmpty();
        (await trib.StopAsync()).ShouldBe(0);
    }

    public void Dispose() => _letters.Delete(recursive: true);

    // Nothing that axe finds, nothing wider than the window; a picture where a folder for pictures is named.
    private static async Task LookAsync(IPage page, string name)
    {
        var found = await page.RunAxe();
        found.Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}").ShouldBeEmpty(page.Url);
        (await ChromiumBrowser.WidthOfAsync(page)).ShouldBeLessThanOrEqualTo(page.ViewportSize!.Width, page.Url);
        if (Environment.GetEnvironmentVariable("TRIBUTARY_SCREENS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"accounts-{name}.png"), FullPage = true });
    }

    // The letter is whole when it is there: it gets its name at last.
    private async Task<string> WaitForLinkAsync()
    {
        var arrived = new TaskCompletionSource();
        using var watch = new FileSystemWatcher(_letters.FullName, "*.eml") { NotifyFilter = NotifyFilters.FileName };
        watch.Created += (_, _) => arrived.TrySetResult();
        watch.Renamed += (_, _) => arrived.TrySetResult();
        watch.EnableRaisingEvents = true;
        if (_letters.GetFiles("*.eml").Length == 0) await arrived.Task.WaitAsync(TimeSpan.FromSeconds(60));
        var letter = MessageReader.Read(await File.ReadAllBytesAsync(_letters.GetFiles("*.eml").Single().FullName));
        letter.To.Single().Address.ShouldBe("ada@example.org");
        return Link().Match(letter.Parts[0].Text!).Value;
    }

    [GeneratedRegex(@"http://\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
