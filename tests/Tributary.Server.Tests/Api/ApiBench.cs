using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tributary.Store;
using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

/// <summary>A server with mails, users and their tokens, asked as a client of Patchwork asks.</summary>
internal sealed class ApiBench : IAsyncDisposable
{
    // Hashing is made to be slow.
    private static readonly ConcurrentDictionary<string, string> Hashes = [];

    private readonly WebBench _web;

    private ApiBench(WebBench web) => _web = web;

    /// <summary>The database behind it.</summary>
    public Database Database => _web.Options.Database;

    /// <summary>Its routes.</summary>
    public ApiRouter Router => _web.Services.GetRequiredService<ApiRouter>();

    /// <summary>Asks it without following redirects.</summary>
    public HttpClient Client => _web.Client;

    /// <summary>A server whose database holds these mails in the project <c>first</c> (number 1).</summary>
    public static async Task<ApiBench> OpenAsync(params string[] mails) => new(await WebBench.OpenAsync(mails));

    /// <summary>The same over a database of this kind; null where there is none.</summary>
    public static async Task<ApiBench?> OpenAsync(DatabaseKind kind, params string[] mails) => await WebBench.OpenAsync(kind, mails) is { } web ? new(web) : null;

    /// <summary>Makes a user, whose password is his name twice; says his token.</summary>
    public async Task<string> AddUserAsync(string name, bool isMaintainer = false, bool isAdmin = false)
    {
        await using var write = await Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        var users = new UserStore(write);
        var id = await users.TakeIdAsync(CancellationToken.None);
        await users.AddAsync(new()
        {
            Id = id, Username = name, Email = $"{name}@example.org", Password = HashOf(name + name), IsAdmin = isAdmin, CreatedAt = Given.Now,
        }, CancellationToken.None);
        if (isMaintainer) await users.SetMaintainerAsync(1, id, isMaintainer: true, CancellationToken.None);
        var token = await new TokenStore(write).IssueAsync(id, "test", Given.Now, CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
        return token.Token;
    }

    /// <summary>Asks for an address, with a token or a whole header Authorization; the answer must be JSON or nothing.</summary>
    public Task<ApiReply> GetAsync(string path, string? token = null) => SendAsync(HttpMethod.Get, path, token);

    /// <summary>Sends JSON.</summary>
    public Task<ApiReply> SendJsonAsync(HttpMethod method, string path, object body, string? token = null) =>
        SendAsync(method, path, token, new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"));

    /// <summary>Sends anything.</summary>
    public async Task<ApiReply> SendAsync(HttpMethod method, string path, string? token = null, HttpContent? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", token.All(char.IsAsciiHexDigit) ? $"Token {token}" : token);
        return await SendAsync(request);
    }

    /// <summary>Sends a request.</summary>
    public async Task<ApiReply> SendAsync(HttpRequestMessage request)
    {
        using var answer = await Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (text.Length > 0) answer.Content.Headers.ContentType.ShouldBe(new MediaTypeHeaderValue("application/json"));
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value));
        return new((int)answer.StatusCode, text, headers);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private static string HashOf(string password) => Hashes.GetOrAdd(password, Passwords.Hash);
}

/// <summary>What came back.</summary>
internal sealed record ApiReply(int Status, string Text, Dictionary<string, string> Headers)
{
    /// <summary>The body as data.</summary>
    public JsonElement Data => JsonDocument.Parse(Text).RootElement;

    /// <summary>The sentence of an error.</summary>
    public string? Detail => Data.GetProperty("detail").GetString();
}
