using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Tributary.EndToEnd;

/// <summary>The pages in chromium, on a wide and a narrow screen, light and dark, with mail as it comes.</summary>
[Trait("Speed", "all")]
public sealed class BrowserTests
{
    // Colours differ by the scheme, the layout by the width: two screens see both of each.
    private static readonly (int Width, ColorScheme Scheme)[] Screens = [(1280, ColorScheme.Light), (375, ColorScheme.Dark)];

    [Fact]
    public async Task Maintainer_WhenShePointsItAtMail_ThenSheWalksFromTheQueueToAPatchAndBack()
    {
        await using var trib = await TribServer.StartAsync(SampleMail.Samples);
        await using var browser = await ChromiumBrowser.StartAsync(trib.Address);
        var page = await browser.OpenAsync(1280, ColorScheme.Light);

        await page.GotoAsync("/");
        page.Url.ShouldContain("/queue/");
        var all = await page.Locator(".queue tbody tr").CountAsync();
        all.ShouldBeGreaterThan(5);

        await page.Locator(".tabs a").Last.ClickAsync();
        (await page.Locator(".queue tbody tr").CountAsync()).ShouldBeGreaterThan(all);

        var name = await page.Locator(".queue tbody th a").First.InnerTextAsync();
        await page.GetByLabel("Name holds").FillAsync(name.Split(' ')[^1]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Filter" }).ClickAsync();
        page.Url.ShouldContain("q=");
        await page.Locator(".queue tbody th a").GetByText(name, new() { Exact = true }).First.ClickAsync();

        (await page.Locator("h1").InnerTextAsync()).ShouldContain(name);
        var patch = page.Locator(".patches tbody th a").First;
        var title = await patch.InnerTextAsync();
        await patch.ClickAsync();
        (await page.Locator("h1").InnerTextAsync()).ShouldContain(title);
        (await page.Locator(".diff").CountAsync()).ShouldBeGreaterThan(0);

        var id = await page.Locator(".head .id").InnerTextAsync();
        await page.GetByLabel("Search mail").FillAsync($"<{id}>");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        (await page.Locator(".head .id").InnerTextAsync()).ShouldBe(id);

        await page.Locator(".trail a").First.ClickAsync();
        (await page.Locator("h1").InnerTextAsync()).ShouldContain(name);
        browser.Complaints.ShouldBeEmpty();
        (await trib.StopAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Search_WhenTheIndexHasCaughtUp_ThenAWordOfAMailFindsIt()
    {
        await using var trib = await TribServer.StartAsync(SampleMail.Samples);
        await using var browser = await ChromiumBrowser.StartAsync(trib.Address);
        var page = await browser.OpenAsync(375, ColorScheme.Dark);
        await page.GotoAsync("/");
        var words = (await page.Locator(".queue tbody th a").First.InnerTextAsync()).Split(' ');

        var patience = TimeSpan.FromSeconds(60);
        var began = TimeProvider.System.GetTimestamp();
        do await page.GotoAsync($"/search?q={Uri.EscapeDataString(words[^1])}");
        while (await page.Locator(".hits tbody tr").CountAsync() == 0 && TimeProvider.System.GetElapsedTime(began) < patience);

        (await page.Locator(".hits tbody tr").CountAsync()).ShouldBeGreaterThan(0);
        await page.Locator(".hits th a").First.ClickAsync();
        (await page.Locator(".head .id").CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Page_WhenOfAnyKind_ThenAxeFindsNothingOnAnyScreen()
    {
        await using var trib = await TribServer.StartAsync([SampleMail.Samples, .. SampleMail.Corpus().TakeLast(1)]);
        await using var browser = await ChromiumBrowser.StartAsync(trib.Address);
        var addresses = await browser.ListPagesAsync();

        foreach (var (width, scheme) in Screens)
        {
            var page = await browser.OpenAsync(width, scheme);
            foreach (var address in addresses)
            {
                await page.GotoAsync(address);
                var found = await page.RunAxe();
                found.Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}").ShouldBeEmpty($"{address} {width} {scheme}");
                (await ChromiumBrowser.WidthOfAsync(page)).ShouldBeLessThanOrEqualTo(width, $"{address} {scheme}");
            }
        }

        browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Mail_WhenItIsTheWidestAndLongestOfTheCorpus_ThenNoPageIsWiderThanTheScreen()
    {
        var corpus = SampleMail.Corpus();
        if (corpus.Length == 0) return;
        await using var trib = await TribServer.StartAsync(corpus);
        await using var browser = await ChromiumBrowser.StartAsync(trib.Address);
        var ids = SampleMail.Hardest(corpus, count: 300);
        var wide = await browser.OpenAsync(1280, ColorScheme.Light);
        var narrow = await browser.OpenAsync(375, ColorScheme.Dark);
        var broken = new List<string>();

        foreach (var id in ids)
        {
            foreach (var (page, width) in new[] { (wide, 1280), (narrow, 375) })
            {
                var answer = await page.GotoAsync("/patch/" + Uri.EscapeDataString(id));
                if (!answer!.Ok) broken.Add($"{answer.Status} {id}");
                else if (await ChromiumBrowser.WidthOfAsync(page) is var actual && actual > width) broken.Add($"{actual} of {width}: {page.Url}");
            }
        }

        broken.ShouldBeEmpty();
        browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Screens_WhenAFolderIsNamed_ThenTheDocsHaveTheirPictures()
    {
        if (Environment.GetEnvironmentVariable("TRIBUTARY_SCREENS") is not { Length: > 0 } folder) return;
        await using var trib = await TribServer.StartAsync(SampleMail.Samples);
        await using var browser = await ChromiumBrowser.StartAsync(trib.Address);
        await browser.DrawAsync(folder);
    }
}
