using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Tributary.Store;
using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

/// <summary>A server over mails that a test wrote, with people who may change them, asked as clients of Patchwork ask.</summary>
internal sealed class ApiDesk : IAsyncDisposable
{
    private readonly ImportBench import;
    private readonly WebApplication app;
    private readonly HttpClient client;

    private ApiDesk(ImportBench import, WebApplication app, long project, string name)
    {
        (this.import, this.app, Project, ProjectName) = (import, app, project, name);
        client = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(app.Urls.First()) };
    }

    /// <summary>The project's number.</summary>
    public long Project { get; }

    /// <summary>Its link name.</summary>
    public string ProjectName { get; }

    /// <summary>Scheme, host and port.</summary>
    public string Site => client.BaseAddress!.ToString().TrimEnd('/');

    /// <summary>A server whose project holds these mails.</summary>
    public static Task<ApiDesk> OpenAsync(params string[] mails) => OpenAsync("widgets", mails.Select(Encoding.UTF8.GetBytes));

    /// <summary>The same for a project of a name.</summary>
    public static async Task<ApiDesk> OpenAsync(string project, IEnumerable<byte[]> mails)
    {
        var store = (await ImportBench.OpenAsync(DatabaseKind.Sqlite))!;
        var (id, source) = await store.AddProjectAsync(project);
        await store.ImportAsync(id, source, mails.Select(mail => NewMessage.Read(mail)));
        var server = TributaryServer.Build(new() { Database = store.Database, Urls = ["http://127.0.0.1:0"], Clock = new FixedClock() });
        await server.StartAsync();
        return new(store, server, id, project);
    }

    /// <summary>Somebody with a token.</summary>
    public async Task<DeskUser> AddUserAsync(string name, bool isMaintainer = false, bool isAdmin = false)
    {
        await using var write = await import.Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        var store = new UserStore(write);
        var id = await store.TakeIdAsync(CancellationToken.None);
        await store.AddAsync(new() { Id = id, Username = name, Email = $"{name}@example.org", IsAdmin = isAdmin, CreatedAt = Given.Now }, CancellationToken.None);
        if (isMaintainer) await store.SetMaintainerAsync(Project, id, isMaintainer: true, CancellationToken.None);
        var token = await new TokenStore(write).IssueAsync(id, "test", Given.Now, CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
        return new(id, name, token.Token);
    }

    /// <summary>Asks; below <c>/api/</c>.</summary>
    public Task<DeskReply> GetAsync(string path, DeskUser? by = null) => SendAsync(HttpMethod.Get, path, content: null, by);

    /// <summary>Asks for what must be there.</summary>
    public async Task<JsonElement> DataAsync(string path)
    {
        var reply = await GetAsync(path);
        reply.Status.ShouldBe(200, reply.Text);
        return reply.Data;
    }

    /// <summary>Changes by a body of JSON.</summary>
    public Task<DeskReply> SendJsonAsync(HttpMethod method, string path, object body, DeskUser? by) => SendAsync(method, path, JsonContent.Create(body), by);

    /// <summary>Changes by a form.</summary>
    public Task<DeskReply> SendFormAsync(HttpMethod method, string path, Dictionary<string, string> body, DeskUser? by) =>
        SendAsync(method, path, new FormUrlEncodedContent(body), by);

    /// <summary>The API's number of a message.</summary>
    public async Task<long> NumberOfAsync(string messageId)
    {
        foreach (var kind in new[] { "patches", "covers" })
        {
            if (await DataAsync($"{kind}/?msgid={Uri.EscapeDataString(messageId)}") is { } found && found.GetArrayLength() == 1) return found[0].GetProperty("id").GetInt64();
        }

        throw new InvalidOperationException($"{messageId} is not here");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        await import.DisposeAsync();
    }

    private async Task<DeskReply> SendAsync(HttpMethod method, string path, HttpContent? content, DeskUser? by)
    {
        using var request = new HttpRequestMessage(method, $"/api/{path}") { Content = content };
        if (by is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Token", by.Token);
        using var answer = await client.SendAsync(request);
        return new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Given.Now;
    }
}

/// <summary>Somebody who can sign in.</summary>
internal sealed record DeskUser(long Id, string Name, string Token);

/// <summary>What the server said.</summary>
internal sealed record DeskReply(int Status, string Text)
{
    /// <summary>The text as JSON.</summary>
    public JsonElement Data => JsonDocument.Parse(Text).RootElement;

    /// <summary>The first sentence about a field, or the whole text.</summary>
    public string Error(string field) => Data.TryGetProperty(field, out var sentences) && sentences.ValueKind == JsonValueKind.Array ? sentences[0].GetString()! : Text;
}
