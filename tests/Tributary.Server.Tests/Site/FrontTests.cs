using System.Net;
using System.Text.Json;
using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

public sealed class FrontTests
{
    [Theory]
    [InlineData("127.0.0.0/8", "https://patches.example.org/api/")]
    [InlineData("10.0.0.0/8", "http://127.0.0.1")]
    [InlineData(null, "http://127.0.0.1")]
    public async Task ForwardedHeaders_WhenTheyComeFromTheNamedProxyAlone_ThenTheyAreBelieved(string? behind, string expected)
    {
        await using var test = await TestDatabase.OpenAsync(DatabaseKind.Sqlite);
        await using var app = TributaryServer.Build(new() { Database = test!.Database, Urls = ["http://127.0.0.1:0"], Behind = behind is null ? [] : [IPNetwork.Parse(behind)] });
        await app.StartAsync();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{app.Urls.First()}/api/");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "patches.example.org");

        using var answer = await client.SendAsync(request);

        var index = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        index.GetProperty("projects").GetString().ShouldStartWith(expected);
    }
}
