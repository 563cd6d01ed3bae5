using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Builder;
using Tributary.Store;
using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

/// <summary>
/// A server over a database of mails that a test wrote. It listens on the loopback: a server in memory has no address as it was
/// sent, which is where message ids are read from.
/// </summary>
internal sealed class WebBench : IAsyncDisposable
{
    private readonly ImportBench _import;
    private readonly WebApplication _app;

    private WebBench(ImportBench import)
    {
        _import = import;
        _app = TributaryServer.Build(new() { Database = import.Database, Urls = ["http://127.0.0.1:0"], Clock = new FixedClock() });
    }

    /// <summary>Asks the server; redirects are not followed.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>What a server over the same database is given.</summary>
    public ServerOptions Options => new() { Database = _import.Database };

    /// <summary>The server.</summary>
    public WebApplication App => _app;

    /// <summary>What the server is made of.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>What stands in the head of the pages.</summary>
    public SiteStatus Status => (SiteStatus)_app.Services.GetService(typeof(SiteStatus))!;

    /// <summary>A server whose database holds these mails.</summary>
    public static Task<WebBench> OpenAsync(params string[] mails) => OpenAsync(_ => Task.CompletedTask, [.. mails.Select(Encoding.UTF8.GetBytes)]);

    /// <summary>A server whose database holds these mails.</summary>
    /// <param name="prepare">Work on the database before the mails come.</param>
    /// <param name="mails">The mails.</param>
    public static async Task<WebBench> OpenAsync(Func<ImportBench, Task> prepare, IEnumerable<byte[]> mails) =>
        await OpenAsync((await ImportBench.OpenAsync(DatabaseKind.Sqlite))!, prepare, mails);

    /// <summary>A server over a database of this kind that holds these mails; null where there is no such database.</summary>
    public static async Task<WebBench?> OpenAsync(DatabaseKind kind, params string[] mails) => await ImportBench.OpenAsync(kind) is { } import
        ? await OpenAsync(import, _ => Task.CompletedTask, [.. mails.Select(Encoding.UTF8.GetBytes)]) : null;

    private static async Task<WebBench> OpenAsync(ImportBench import, Func<ImportBench, Task> prepare, IEnumerable<byte[]> mails)
    {
        var bench = new WebBench(import);
        await prepare(bench._import);
        await bench._import.ImportAsync(mails.Select(mail => NewMessage.Read(mail)));
        await bench._app.StartAsync();
        bench.Client = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(bench._app.Urls.First()) };
        return bench;
    }

    /// <summary>A mail with its headers.</summary>
    public static string Mail(string id, string subject, string body, string headers = "", string from = "Ann Author <ann@example.org>", int hour = 0) =>
        $"From: {from}\nTo: list@example.org\nSubject: {subject}\nDate: Mon, 06 May 2024 {hour:00}:00:00 +0000\nMessage-ID: <{id}>\n{headers}\n{body}\n";

    /// <summary>A patch of one line.</summary>
    public static string Patch(string id, string subject, string headers = "", string path = "src/a.c", int hour = 0) => Mail(id, subject,
        $"Why it is so.\n\nSigned-off-by: Ann Author <ann@example.org>\n---\n {path} | 2 +-\n\ndiff --git a/{path} b/{path}\nindex 1111111..2222222 100644\n--- a/{path}\n+++ b/{path}\n@@ -1 +1 @@\n-old\n+new\n",
        headers, hour: hour);

    /// <summary>A page as a document; it must be there.</summary>
    public async Task<IDocument> PageAsync(string address)
    {
        using var answer = await Client.GetAsync(new Uri(address, UriKind.Relative));
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, address);
        answer.Content.Headers.ContentType.ShouldBe(new MediaTypeHeaderValue("text/html", "utf-8"));
        return Rendered.Parse(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The data of a page; it must be there.</summary>
    public async Task<JsonElement> DataAsync(string address)
    {
        using var answer = await Client.GetAsync(new Uri(address, UriKind.Relative));
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, address);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await _app.DisposeAsync();
        await _import.DisposeAsync();
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Given.Now;
    }
}
