using System.Net.Http.Json;
using System.Text.Json;

namespace Tributary.Server.Tests;

public sealed class BundleResourceTests
{
    [Fact]
    public async Task Bundle_WhenMadeChangedAndDeleted_ThenItIsShownSo()
    {
        await using var bench = await ApiBench.OpenAsync(WebBench.Patch("a@example.org", "[PATCH] one"), WebBench.Patch("b@example.org", "[PATCH] two", hour: 1));
        var mary = await bench.AddUserAsync("mary");

        var made = await bench.SendJsonAsync(HttpMethod.Post, "/api/1.2/bundles/", new { name = "mine", patches = new[] { 2, 1 }, @public = "on" }, mary);
        var changed = await bench.SendJsonAsync(HttpMethod.Patch, "/api/1.2/bundles/1/", new { patches = new[] { 1 } }, mary);
        var renamed = await bench.SendJsonAsync(HttpMethod.Put, "/api/1.2/bundles/1/", new { name = "ours", patches = new[] { "2" } }, mary);
        var gone = await bench.SendAsync(HttpMethod.Delete, "/api/1.2/bundles/1/", mary);

        made.Status.ShouldBe(201, made.Text);
        made.Headers["Location"].ShouldBe($"{bench.Client.BaseAddress}api/1.2/bundles/1/");
        made.Data.GetProperty("owner").GetProperty("username").GetString().ShouldBe("mary");
        made.Data.GetProperty("public").GetBoolean().ShouldBeTrue();
        made.Data.GetProperty("mbox").GetString().ShouldEndWith("/bundle/mary/mine/mbox/");
        Patches(made.Data).ShouldBe([2, 1]);
        Patches(changed.Data).ShouldBe([1]);
        Patches(renamed.Data).ShouldBe([2]);
        renamed.Data.GetProperty("name").GetString().ShouldBe("ours");
        gone.Status.ShouldBe(204);
        (await bench.GetAsync("/api/1.2/bundles/", mary)).Text.ShouldBe("[]");
    }

    [Fact]
    public async Task Bundle_WhenSentAsAForm_ThenRepeatedFieldsAreItsPatches()
    {
        await using var bench = await ApiBench.OpenAsync(WebBench.Patch("a@example.org", "[PATCH] one"), WebBench.Patch("b@example.org", "[PATCH] two", hour: 1));
        var mary = await bench.AddUserAsync("mary");
        using var form = new FormUrlEncodedContent([new("name", "mine"), new("patches", "1"), new("patches", "2")]);
        using var parts = new MultipartFormDataContent { { new StringContent("theirs"), "name" }, { new StringContent("2"), "patches" }, { new StringContent("true"), "public" } };

        var first = await bench.SendAsync(HttpMethod.Post, "/api/1.4/bundles/", mary, form);
        var second = await bench.SendAsync(HttpMethod.Post, "/api/1.4/bundles/", mary, parts);

        first.Status.ShouldBe(201, first.Text);
        Patches(first.Data).ShouldBe([1, 2]);
        first.Data.GetProperty("public").GetBoolean().ShouldBeFalse();
        second.Status.ShouldBe(201, second.Text);
        second.Data.GetProperty("public").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Bundle_WhenPrivate_ThenNobodyElseLearnsOfIt()
    {
        await using var bench = await ApiBench.OpenAsync(WebBench.Patch("a@example.org", "[PATCH] one"));
        var mary = await bench.AddUserAsync("mary");
        var otto = await bench.AddUserAsync("otto");
        await bench.SendJsonAsync(HttpMethod.Post, "/api/bundles/", new { name = "secret", patches = new[] { 1 } }, mary);
        await bench.SendJsonAsync(HttpMethod.Post, "/api/bundles/", new { name = "open", patches = new[] { 1 }, @public = true }, mary);

        foreach (var who in new[] { null, otto })
        {
            (await bench.GetAsync("/api/bundles/1/", who)).Status.ShouldBe(404);
            (await bench.SendJsonAsync(HttpMethod.Patch, "/api/bundles/1/", new { name = "x" }, who)).Status.ShouldBe(404);
            (await bench.SendAsync(HttpMethod.Delete, "/api/bundles/1/", who)).Status.ShouldBe(404);
            (await bench.GetAsync("/api/bundles/", who)).Data.GetArrayLength().ShouldBe(1);
            (await bench.GetAsync("/api/bundles/?owner=mary&public=false", who)).Text.ShouldBe("[]");
            (await bench.GetAsync("/api/bundles/2/", who)).Status.ShouldBe(200);
            (await bench.SendJsonAsync(HttpMethod.Patch, "/api/bundles/2/", new { name = "x" }, who)).Status.ShouldBe(403);
            (await bench.SendAsync(HttpMethod.Delete, "/api/bundles/2/", who)).Status.ShouldBe(403);
        }

        (await bench.GetAsync("/api/bundles/?q=secr", mary)).Data.GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("""{}""", """{"name":["This field is required."],"patches":["This field is required."]}""")]
    [InlineData("""{"name":"","patches":[1]}""", """{"name":["This field may not be blank."]}""")]
    [InlineData("""{"name":null,"patches":[1]}""", """{"name":["This field may not be null."]}""")]
    [InlineData("""{"name":["x"],"patches":[1]}""", """{"name":["Not a valid string."]}""")]
    [InlineData("""{"name":"x","patches":[]}""", """{"patches":["Bundles cannot be empty"]}""")]
    [InlineData("""{"name":"x","patches":"1"}""", """{"patches":["Expected a list of items but got type \"str\"."]}""")]
    [InlineData("""{"name":"x","patches":["y"]}""", """{"patches":["Incorrect type. Expected pk value, received str."]}""")]
    [InlineData("""{"name":"x","patches":[77]}""", """{"patches":["Invalid pk \"77\" - object does not exist."]}""")]
    [InlineData("""{"name":"x","patches":[1],"public":"maybe"}""", """{"public":["Must be a valid boolean."]}""")]
    [InlineData("""[1]""", """{"detail":["Invalid data. Expected a dictionary, but got list."]}""")]
    [InlineData("null", """{"detail":["No data provided"]}""")]
    public async Task Bundle_WhenAFieldCannotBeTaken_ThenTheFieldSaysWhy(string body, string answer)
    {
        await using var bench = await ApiBench.OpenAsync(WebBench.Patch("a@example.org", "[PATCH] one"));
        var mary = await bench.AddUserAsync("mary");

        var reply = await bench.SendJsonAsync(HttpMethod.Post, "/api/bundles/", body, mary);

        reply.Status.ShouldBe(400);
        reply.Text.ShouldBe(answer);
    }

    [Fact]
    public async Task Bundle_WhenTheNameIsTooLong_ThenTheFieldSaysSo()
    {
        await using var bench = await ApiBench.OpenAsync(WebBench.Patch("a@example.org", "[PATCH] one"));
        var mary = await bench.AddUserAsync("mary");

        (await bench.SendJsonAsync(HttpMethod.Post, "/api/bundles/", new { name = new string('x', 51), patches = new[] { 1 } }, mary)).Text
            .ShouldBe("""{"name":["Ensure this field has no more than 50 characters."]}""");
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1.1")]
    public async Task Bundle_WhenTheVersionIsBefore12_ThenItIsOnlyRead(string version)
    {
        await using var bench = await ApiBench.OpenAsync(WebBench.Patch("a@example.org", "[PATCH] one"));
        var mary = await bench.AddUserAsync("mary");

        (await bench.SendJsonAsync(HttpMethod.Post, $"/api/{version}/bundles/", new { name = "x", patches = new[] { 1 } }, mary)).Status.ShouldBe(405);
    }

    [Theory]
    [InlineData("application/json", "{", 400)]
    [InlineData("application/json", "{\"name\":\"\\ud800\"}", 400)]
    [InlineData("text/plain", "name=x", 415)]
    [InlineData("multipart/form-data", "x", 400)]
    [InlineData("multipart/form-data; boundary=x", "x", 400)]
    public async Task Body_WhenItCannotBeRead_ThenTheAnswerSaysSo(string type, string body, int status)
    {
        await using var bench = await ApiBench.OpenAsync();
        var mary = await bench.AddUserAsync("mary");
        using var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        var reply = await bench.SendAsync(HttpMethod.Post, "/api/bundles/", mary, content);

        reply.Status.ShouldBe(status, reply.Text);
        reply.Detail.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Body_WhenItIsTooLarge_ThenItIsRefused()
    {
        await using var bench = await ApiBench.OpenAsync();
        var mary = await bench.AddUserAsync("mary");
        using var content = JsonContent.Create(new { name = new string('x', 2 << 20) });

        (await bench.SendAsync(HttpMethod.Post, "/api/bundles/", mary, content)).Status.ShouldBe(413);
    }

    private static IEnumerable<int> Patches(JsonElement bundle) => bundle.GetProperty("patches").EnumerateArray().Select(patch => patch.GetProperty("id").GetInt32());
}
