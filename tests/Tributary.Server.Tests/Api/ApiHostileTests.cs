using System.Text;
using System.Text.Json;
using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

/// <summary>Whatever is sent, the answer is an honest one: never a fault, never what belongs to somebody else.</summary>
public sealed class ApiHostileTests
{
    private static readonly string[] Texts =
    [
        "", " ", "'", "''", "1' or '1'='1", "1 or 1=1", "\"; drop table users; --", "%", "_", "\\", "*", "(", "[", "$1", "{0}", "@id", ":id", "?", "--", ";",
        "<script>alert(1)</script>", "../../etc/passwd", "/", "a/b", ".", "..", "\0", "a\0b", "\r\nSet-Cookie: x=1", "-1", "0", "1.5", "1e309", "NaN", "0x10", "１", "٣", "²", "+1",
        "9223372036854775807", "9223372036854775808", "-9223372036854775809", "99999999999999999999999999999999999999999", "true", "null", "None", "[]", "{}", "2", "secret", "otto", "first", "\u202e", "\ufeff", "😀",
        "0000-00-00", "2024-02-30", "9999-12-31T23:59:59.9999999Z", "0001-01-01", "2024-01-01T00:00:00+99:99", "last", "-id,-name,id", "id;drop", "a,b,c,,,", "new", "New", "1,2", "<p@example.org>",
    ];

    // As they stand in an address: what is no UTF-8, and what is no escape.
    private static readonly string[] Escaped = ["%ff", "%ed%a0%80", "%", "%zz", "%00", "%2e%2e%2f", "%c0%ae"];

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    [Trait("Speed", "slow")]
    public async Task Parameter_WhenItIsGarbage_ThenTheAnswerIsAListOrNoSuchPage(DatabaseKind kind)
    {
        await using var sample = await ApiSample.OpenAsync(kind);
        if (sample is null) return;

        foreach (var route in sample.Bench.Router.Routes.Where(route => route.Parameters.Length > 0))
        {
            var address = $"/api/1.4/{ApiSample.Addresses[ApiDescription.Plain(route.Path)].Split('?')[0]}";
            foreach (var parameter in route.Parameters)
            {
                foreach (var value in Texts.Select(Uri.EscapeDataString).Concat(Escaped).Append(new string('x', 5000)))
                {
                    var reply = await sample.Bench.GetAsync($"{address}?{parameter.Name}={value}", sample.Mary);
                    Judge(reply, $"{route.Path}?{parameter.Name}={value}", 200, 404);
                    if (parameter.Name != "page") reply.Status.ShouldBe(200, $"{route.Path}?{parameter.Name}={value}");
                }

                var many = string.Join('&', Enumerable.Range(0, 300).Select(number => $"{parameter.Name}={number}"));
                Judge(await sample.Bench.GetAsync($"{address}?{many}", sample.Mary), $"{route.Path}: {parameter.Name} 300 times", 200, 404);
            }
        }
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    [Trait("Speed", "slow")]
    public async Task Path_WhenItIsGarbage_ThenNothingIsThere(DatabaseKind kind)
    {
        await using var sample = await ApiSample.OpenAsync(kind);
        if (sample is null) return;

        foreach (var route in sample.Bench.Router.Routes.Where(route => route.Path.Contains('{', StringComparison.Ordinal)))
        {
            // The web server itself refuses NUL and broken escapes in paths, with 400 and no word.
            foreach (var value in Texts.Where(text => text is not ("2" or "first" or "." or "..") && !text.Contains('\0', StringComparison.Ordinal))
                .Select(Uri.EscapeDataString).Concat(Escaped.Where(text => text is not ("%" or "%zz" or "%00"))))
            {
                var path = string.Join('/', route.Path.Split('/').Select(part => part.StartsWith('{') ? value : part));
                foreach (var method in route.Methods.Except(["HEAD"]))
                    Judge(await sample.Bench.SendAsync(new(method), $"/api/1.4/{path}", sample.Mary), $"{method} {path}", 200, 301, 403, 404);
            }
        }
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    [Trait("Speed", "slow")]
    public async Task Body_WhenAFieldIsGarbage_ThenItIsRefusedOrHarmless(DatabaseKind kind)
    {
        await using var sample = await ApiSample.OpenAsync(kind);
        if (sample is null) return;
        string[] others = ["null", "true", "-1", "1.5", "1e400", "123456789012345678901234567890", "[]", "[null]", "[[[[1]]]]", "[{}]", "{}", """{"id":1}""", """{"items_per_page":[]}""", $"[{new string('1', 3000)}]"];

        // PUT is read as PATCH is.
        foreach (var (route, method, field) in Writable(sample.Bench.Router).Where(one => one.Method != "PUT"))
        {
            var address = $"/api/1.4/{ApiSample.Addresses[ApiDescription.Plain(route.Path)]}";
            foreach (var value in Texts.Append(new string('x', 5000)).Select(text => JsonSerializer.Serialize(text)).Concat(others))
            {
                var reply = await sample.Bench.SendJsonAsync(new(method), address, Filled(field, value), sample.Mary);
                Judge(reply, $"{method} {route.Path} {field}={value}", 200, 201, 400, 403, 409);
            }

            foreach (var value in Texts)
            {
                using var form = new FormUrlEncodedContent([new(field, value), new(field, "1")]);
                Judge(await sample.Bench.SendAsync(new(method), address, sample.Mary, form), $"{method} {route.Path} {field}={value}", 200, 201, 400, 403, 409);
            }
        }
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    [Trait("Speed", "slow")]
    public async Task Stranger_WhenHeWritesAnywhere_ThenNothingChanges(DatabaseKind kind)
    {
        await using var sample = await ApiSample.OpenAsync(kind);
        if (sample is null) return;
        var before = await SnapshotAsync(sample);

        foreach (var (route, method, field) in Writable(sample.Bench.Router).Where(one => one.Method != "POST" || one.Route.Path != "bundles/"))
        {
            var address = $"/api/1.4/{ApiSample.Addresses[ApiDescription.Plain(route.Path)]}";
            foreach (var who in new[] { null, sample.Otto })
            {
                foreach (var value in new[] { "\"accepted\"", "null", "true", "[3]", "\"mary\"" })
                    Judge(await sample.Bench.SendJsonAsync(new(method), address, Filled(field, value), who), $"{method} {route.Path} {field}={value}", 400, 403, 404);
            }
        }

        (await sample.Bench.SendAsync(HttpMethod.Delete, "/api/1.4/bundles/1/", sample.Otto)).Status.ShouldBe(403);
        (await sample.Bench.SendAsync(HttpMethod.Delete, "/api/1.4/bundles/2/", sample.Mary)).Status.ShouldBe(404);
        (await SnapshotAsync(sample)).ShouldBe(before);
    }

    [Theory]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("{\"name\":\"\\ud83d\"}")]
    [InlineData("{\"\\udc00\":1}")]
    [InlineData("{\"name\":1,\"name\":2,}")]
    [InlineData("\"text\"")]
    [InlineData("nan")]
    [InlineData("\u0000")]
    public async Task Json_WhenItIsNone_ThenTheAnswerSaysSo(string body)
    {
        await using var sample = await ApiSample.OpenAsync();

        Judge(await sample.Bench.SendJsonAsync(HttpMethod.Post, "/api/bundles/", body, sample.Mary), body, 400);
        using var bytes = new ByteArrayContent([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]);
        bytes.Headers.ContentType = new("application/json");
        Judge(await sample.Bench.SendAsync(HttpMethod.Post, "/api/bundles/", sample.Mary, bytes), "no UTF-8", 400);
    }

    private static IEnumerable<(ApiRoute Route, string Method, string Field)> Writable(ApiRouter router) =>
        from route in router.Routes
        from method in route.Methods.Intersect(["POST", "PUT", "PATCH"])
        from field in route.BodyFields
        select (route, method, field);

    // The other fields are right, so that this one is read.
    private static string Filled(string field, string value)
    {
        var fields = new Dictionary<string, string> { ["name"] = $"\"{Guid.NewGuid()}\"", ["patches"] = "[2]", ["state"] = "\"pending\"", [field] = value };
        if (field is not ("name" or "patches" or "public")) fields["state"] = field == "state" ? value : "\"new\"";
        var text = new StringBuilder("{");
        foreach (var (name, content) in fields) text.Append(text.Length > 1 ? "," : "").Append($"\"{name}\":{content}");
        return text.Append('}').ToString();
    }

    private static async Task<string> SnapshotAsync(ApiSample sample)
    {
        var all = new StringBuilder();
        foreach (var address in ApiSample.Addresses.Values) all.Append((await sample.Bench.GetAsync($"/api/1.4/{address}", sample.Mary)).Text).Append('\n');
        return all.Append((await sample.Bench.GetAsync("/api/1.4/bundles/2/", sample.Otto)).Text).ToString();
    }

    private static void Judge(ApiReply reply, string what, params int[] allowed)
    {
        allowed.ShouldContain(reply.Status, $"{what}: {reply.Text}");
        // The name of the private bundle may come back from who sent it, but not as a bundle.
        reply.Text.ShouldNotContain("/bundle/otto/", Case.Sensitive, what);
        reply.Text.ShouldNotContain("Exception", Case.Sensitive, what);
        reply.Headers.ShouldNotContainKey("Set-Cookie");
        if (reply.Status >= 400) reply.Data.ValueKind.ShouldBe(JsonValueKind.Object, what);
    }
}
