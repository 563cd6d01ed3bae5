using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Tributary.EndToEnd;

/// <summary>What a maintainer does of a morning, in chromium: many series at once, undo, mending, linking, rules of delegation.</summary>
[Trait("Speed", "all")]
public sealed class WorkTests
{
    private const string Password = "a long enough password";

    [Fact]
    public async Task Maintainer_WhenSheWorksTheQueue_ThenAllOfItIsAFormThatCanBeUndone()
    {
        await using var trib = await TribServer.StartAsync(SampleMail.Samples);
        await trib.AddMaintainerAsync("mara", Password);
        await using var browser = await ChromiumBrowser.StartAsync(trib.Address);
        var page = await browser.OpenAsync(1280, ColorScheme.Light);
        await SignInAsync(page);

        await SetManyAndUndoAsync(page);
        await MendAsync(page);
        await LinkAsync(page);
        await DelegateAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        (await page.GetByText("You are signed out.").CountAsync()).ShouldBe(1);
        (await page.Locator("td.tick").CountAsync()).ShouldBe(0);
        browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Keys_WhenTheyArePressedInTheQueue_ThenTheyWalkTickAndOpen()
    {
        await using var trib = await TribServer.StartAsync(SampleMail.Samples);
        await trib.AddMaintainerAsync("mara", Password);
        await using var browser = await ChromiumBrowser.StartAsync(trib.Address);
        var page = await browser.OpenAsync(1280, ColorScheme.Light);
        await SignInAsync(page);
        await page.GotoAsync("/queue/netdevbpf");
        var hrefs = await page.Locator(".queue tbody tr").EvaluateAllAsync<string[]>("all => all.map(one => one.querySelector('th a').getAttribute('href'))");

        foreach (var key in (string[])["j", "j", "j", "k", "x"]) await page.Keyboard.PressAsync(key);

        (await page.Locator("td.tick input[type=checkbox]:checked").EvaluateAllAsync<string[]>("all => all.map(one => one.value)")).ShouldBe([hrefs[1].Split('/')[^1]]);
        // Where one types they are letters.
        await page.GetByLabel("Search mail").PressSequentiallyAsync("jkx");
        (await page.GetByLabel("Search mail").InputValueAsync()).ShouldBe("jkx");
        await page.Locator("body").EvaluateAsync("() => document.activeElement.blur()");
        await page.Keyboard.PressAsync("k");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**" + hrefs[^1]);
        browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Page_WhenSomebodyWorksOnIt_ThenAxeFindsNothingAndNothingSticksOut()
    {
        await using var trib = await TribServer.StartAsync(SampleMail.Samples);
        await trib.AddMaintainerAsync("mara", Password);
        await trib.RunAsync("user", "set", "mara", "--admin");
        await trib.RunAsync("outbox", "test", "somebody-with-a-rather-long-address@a-host-with-a-long-name.example.org");
        await trib.RunAsync("webhook", "add", "https://bot.example.org/a-rather-long-path/to-the-hook");
        await using var browser = await ChromiumBrowser.StartAsync(trib.Address);
        var pictures = Environment.GetEnvironmentVariable("TRIBUTARY_PICTURES");
        foreach (var (width, scheme) in (ValueTuple<int, ColorScheme>[])[(1280, ColorScheme.Light), (375, ColorScheme.Dark), (1280, ColorScheme.Dark)])
        {
            var page = await browser.OpenAsync(width, scheme);
            await SignInAsync(page);
            await page.GotoAsync("/queue/netdevbpf?select=all");
            await page.Locator("select[name=state]").SelectOptionAsync("under-review");
            await page.Locator("select[name=delegate]").SelectOptionAsync("mara");
            await page.GetByRole(AriaRole.Button, new() { Name = "Change", Exact = true }).First.ClickAsync();
            foreach (var address in (string[])["/queue/netdevbpf", "/queue/netdevbpf?select=all", "/queue/netdevbpf?delegate=mara", "/series/1", "/todo", "/bundles", "/queue/netdevbpf/delegation",
                "/queue/netdevbpf/letters", "/queue/netdevbpf/checks", "/queue/netdevbpf/feedback", "/queue/netdevbpf/webhooks", "/outbox", "/outbox/1", "/account", "/handbook", "/status", "/stable", "/lab",
                "/trees", "/installation", "/users", "/users/mara"])
            {
                await page.GotoAsync(address);
                (await ChromiumBrowser.WidthOfAsync(page)).ShouldBeLessThanOrEqualTo(width, $"{address} at {width}");
                (await ChromiumBrowser.ListSqueezedAsync(page)).ShouldBeEmpty($"{address} at {width}");
                var found = await page.RunAxe();
                found.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty($"{address} {width} {scheme}");
                if (pictures is not null)
                    await page.ScreenshotAsync(new() { Path = Path.Combine(pictures, $"{address.Trim('/').Replace('/', '-').Replace('?', '-')}-{width}-{scheme}.png"), FullPage = true });
            }
        }

        browser.Complaints.ShouldBeEmpty();
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.GotoAsync("/sign-in");
        await page.Locator("main input[name=name]").FillAsync("mara");
        await page.Locator("main input[name=password]").FillAsync(Password);
        await page.Locator("main").GetByRole(AriaRole.Button).ClickAsync();
        (await page.Locator(".visitor").InnerTextAsync()).ShouldContain("mara");
    }

    // By the keyboard: a box is ticked with the space bar.
    internal static async Task SetManyAndUndoAsync(IPage page)
    {
        await page.GotoAsync("/queue/netdevbpf");
        var states = await page.Locator("tbody .state").AllInnerTextsAsync();
        foreach (var row in (int[])[0, 1, 2]) await page.Locator("td.tick input[type=checkbox]").Nth(row).PressAsync("Space");
        await page.Locator("select[name=state]").SelectOptionAsync("under-review");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change", Exact = true }).First.ClickAsync();

        (await page.Locator(".notice p").InnerTextAsync()).ShouldBe("3 series: Under Review.");
        (await page.Locator("tbody .state").AllInnerTextsAsync()).Take(3).ShouldAllBe(state => state == "Under Review");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        (await page.Locator(".notice p").InnerTextAsync()).ShouldStartWith("Undone: 3 series");
        (await page.Locator("tbody .state").AllInnerTextsAsync()).ShouldBe(states);
    }

    internal static async Task MendAsync(IPage page)
    {
        await OpenSeriesAsync(page, line => line.Patches > 1);
        var before = await page.Locator(".patches tbody tr").CountAsync();
        await page.GetByLabel("Choose patch 2").CheckAsync();
        await page.GetByText("Not one series?").ClickAsync();
        await page.Locator("[name=split_reason]").FillAsync("sent by mistake");
        await page.GetByRole(AriaRole.Button, new() { Name = "Split the ticked ones off" }).ClickAsync();
        (await page.Locator(".patches tbody th a").CountAsync()).ShouldBe(before - 1);
        (await page.Locator(".relinks").InnerTextAsync()).ShouldContain("one message split off: sent by mistake");

        await page.GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();
        (await page.Locator(".patches tbody th a").CountAsync()).ShouldBe(before);
    }

    internal static async Task LinkAsync(IPage page)
    {
        await page.GotoAsync("/queue/netdevbpf?state=all");
        var links = await page.Locator(".queue tbody th a").EvaluateAllAsync<string[]>("all => all.map(one => one.getAttribute('href')).filter(one => one.startsWith('/series/'))");
        var (newest, oldest) = (links.Distinct().First(), links.Distinct().Last());
        await page.GotoAsync(newest);
        await page.GetByText("Link or mend by hand").ClickAsync();
        await page.GetByLabel("Series", new() { Exact = true }).FillAsync(oldest);
        await page.Locator(".mend [name=reason]").Last.FillAsync("renamed");
        await page.GetByRole(AriaRole.Button, new() { Name = "This is a later version of it" }).ClickAsync();
        (await page.Locator(".notice").InnerTextAsync()).ShouldBe("They are linked as versions.");
        (await page.Locator(".versions").InnerTextAsync()).ShouldContain("said so: renamed");
    }

    internal static async Task DelegateAsync(IPage page)
    {
        await page.GotoAsync("/queue/netdevbpf/delegation");
        var name = await page.Locator(".visitor a").First.InnerTextAsync();
        while (await page.Locator("fieldset.rule").CountAsync() > 1) await page.GetByLabel("Remove rule 1").ClickAsync();
        await page.GetByLabel("Give to").FillAsync(name);
        await page.GetByLabel("Prefix").FillAsync("bpf bpf-next");
        await page.GetByLabel("Paths").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try on past mail" }).ClickAsync();
        (await page.Locator(".trial tbody tr").CountAsync()).ShouldBeGreaterThan(0);
        (await page.Locator(".banner").InnerTextAsync()).ShouldContain("nothing is saved yet");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        (await page.Locator(".notice").InnerTextAsync()).ShouldStartWith("The rules are saved");
    }

    private static async Task OpenSeriesAsync(IPage page, Func<(string Href, int Patches), bool> fits)
    {
        await page.GotoAsync("/queue/netdevbpf?state=all");
        foreach (var row in await page.Locator(".queue tbody tr").AllAsync())
        {
            var href = await row.Locator("th a").First.GetAttributeAsync("href");
            var patches = await row.Locator("td[data-label=Patches]").InnerTextAsync();
            if (!int.TryParse(patches, System.Globalization.CultureInfo.InvariantCulture, out var count) || !fits((href!, count))) continue;
            await page.GotoAsync(href!);
            return;
        }

        throw new InvalidOperationException("no such series in the samples");
    }
}
