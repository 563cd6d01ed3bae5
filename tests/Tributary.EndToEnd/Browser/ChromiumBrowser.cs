using System.Text.Json;
using Microsoft.Playwright;

namespace Tributary.EndToEnd;

/// <summary>Debian's chromium, driven by Playwright.</summary>
internal sealed class ChromiumBrowser : IAsyncDisposable
{
    private static readonly string[] Switches =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly string _address;

    private ChromiumBrowser(IPlaywright playwright, IBrowser browser, string address) => (_playwright, _browser, _address) = (playwright, browser, address);

    /// <summary>What the browser complained of: blocked by the content security policy, not found, a script's error.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Starts it for a server.</summary>
    public static async Task<ChromiumBrowser> StartAsync(string address)
    {
        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Switches }), address);
    }

    /// <summary>How wide the page is that stands in a window, in CSS pixels.</summary>
    public static Task<int> WidthOfAsync(IPage page) => page.EvaluateAsync<int>("document.documentElement.scrollWidth");

    /// <summary>The words that do not fit where they stand: a word of four letters that is broken into lines, but those that are as long as addresses are.</summary>
    public static Task<string[]> ListSqueezedAsync(IPage page) => page.EvaluateAsync<string[]>("""
        () => {
          const broken = [], walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT), range = document.createRange();
          for (let text = walk.nextNode(); text; text = walk.nextNode()) {
            for (const word of text.data.matchAll(/[A-Za-z]{4,14}(?![\w@.\/-])/g)) {
              if (word.index > 0 && /[\w@.\/-]/.test(text.data[word.index - 1])) continue;
              range.setStart(text, word.index);
              range.setEnd(text, word.index + word[0].length);
              if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) broken.push(word[0] + ' of ' + text.data.trim().slice(0, 40));
            }
          }
          return broken;
        }
        """);

    /// <summary>A window.</summary>
    public async Task<IPage> OpenAsync(int width, ColorScheme scheme)
    {
        var context = await _browser.NewContextAsync(new() { BaseURL = _address, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 } });
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error") Complaints.Add($"{page.Url}: {message.Text}");
        };
        return page;
    }

    /// <summary>A page of each kind: the busiest series with one of its patches and answers, queues, searches, what is not there.</summary>
    public async Task<IReadOnlyList<string>> ListPagesAsync()
    {
        using var client = new HttpClient { BaseAddress = new(_address) };
        using var door = await client.GetAsync(new Uri("/", UriKind.Relative));
        var queue = door.RequestMessage!.RequestUri!.AbsolutePath;
        var lines = (await ReadAsync($"{queue}.json?state=all")).GetProperty("series").EnumerateArray().OrderByDescending(line => line.GetProperty("replies").GetInt32()).ToList();
        var series = await ReadAsync($"/series/{lines[0].GetProperty("id")}.json");
        var patch = Uri.EscapeDataString(series.GetProperty("patches")[0].GetProperty("message_id").GetString()!);
        var pulls = lines.Where(line => line.GetProperty("pull_request").GetBoolean()).Take(1).Select(line => $"/series/{line.GetProperty("id")}");
        return
        [
            queue, $"{queue}?state=all&q=bpf", $"{queue}?state=rejected", $"{queue}?q=nothing-has-this-name", "/queue",
            $"/series/{lines[0].GetProperty("id")}", $"/series/{lines[^1].GetProperty("id")}", .. pulls,
            $"/patch/{patch}", $"/message/{patch}", $"/message/{Uri.EscapeDataString(series.GetProperty("thread").EnumerateArray().Last().GetProperty("message_id").GetString()!)}",
            "/search", "/search?q=the", "/search?q=nothing-has-this-word",
        ];

        async Task<JsonElement> ReadAsync(string address) => JsonDocument.Parse(await client.GetStringAsync(new Uri(address, UriKind.Relative))).RootElement;
    }

    /// <summary>Draws the pictures of the docs.</summary>
    public async Task DrawAsync(string folder)
    {
        var pages = await ListPagesAsync();
        (string Name, string Address, int Width, ColorScheme Scheme)[] pictures =
        [
            ("queue", pages[0], 1000, ColorScheme.Light), ("series", pages[5], 1000, ColorScheme.Dark), ("phone", pages[5], 375, ColorScheme.Light),
        ];
        foreach (var (name, address, width, scheme) in pictures)
        {
            var page = await OpenAsync(width, scheme);
            await page.SetViewportSizeAsync(width, 600);
            await page.GotoAsync(address);
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
