using System.Text.Json;

namespace Tributary.Server.Tests;

public sealed class CheckResourceTests(QuietDesk quiet) : IClassFixture<QuietDesk>
{
    [Theory]
    [InlineData("1.0")]
    [InlineData("1.4")]
    public async Task Check_WhenReported_ThenItIsShownListedAndCounts(string version)
    {
        await using var desk = await ApiDesk.OpenAsync(ApiMails.All);
        var mia = await desk.AddUserAsync("mia", isMaintainer: true);
        var patch = await desk.NumberOfAsync(ApiMails.Alone);

        var made = await desk.SendFormAsync(HttpMethod.Post, $"{version}/patches/{patch}/checks/",
            new() { ["state"] = "warning", ["context"] = "build-1_x", ["target_url"] = "https://ci.example.org/1", ["description"] = "Two warnings" }, mia);

        made.Status.ShouldBe(201, made.Text);
        made.Data.EnumerateObject().Select(field => field.Name).ShouldBe(["id", "url", "user", "date", "state", "target_url", "context", "description"]);
        made.Data.GetProperty("user").GetProperty("username").GetString().ShouldBe("mia");
        var id = made.Data.GetProperty("id").GetInt64();
        made.Data.GetProperty("url").GetString().ShouldBe($"{desk.Site}/api/{version}/patches/{patch}/checks/{id}/");
        (await desk.DataAsync($"{version}/patches/{patch}/checks/{id}/")).GetProperty("description").GetString().ShouldBe("Two warnings");
        (await desk.DataAsync($"{version}/patches/{patch}/checks/")).GetArrayLength().ShouldBe(1);
        (await desk.DataAsync($"{version}/patches/{patch}/")).GetProperty("check").GetString().ShouldBe("warning");
    }

    [Fact]
    public async Task Check_WhenOnlyItsStateIsGiven_ThenTheRestIsTheDefault()
    {
        await using var desk = await ApiDesk.OpenAsync(ApiMails.All);
        var mia = await desk.AddUserAsync("mia", isMaintainer: true);

        var made = await desk.SendJsonAsync(HttpMethod.Post, $"patches/{await desk.NumberOfAsync(ApiMails.Alone)}/checks/", new { state = "success" }, mia);

        made.Status.ShouldBe(201, made.Text);
        made.Data.GetProperty("context").GetString().ShouldBe("default");
        made.Data.GetProperty("target_url").ValueKind.ShouldBe(JsonValueKind.Null);
        made.Data.GetProperty("description").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("{}", "state", "A check must have a state.")]
    [InlineData("""{"state": ""}""", "state", "A check must have a state.")]
    [InlineData("""{"state": "great"}""", "state", "\"great\" is not a valid choice.")]
    [InlineData("""{"state": ["fail"]}""", "state", "\"[")]
    [InlineData("""{"state": "fail", "context": "a b"}""", "context", "Enter a valid \"slug\" consisting of letters, numbers, underscores or hyphens.")]
    [InlineData("""{"state": "fail", "context": ""}""", "context", "This field may not be blank.")]
    [InlineData("""{"state": "fail", "target_url": "javascript:alert(1)"}""", "target_url", "Enter a valid URL.")]
    [InlineData("""{"state": "fail", "target_url": "nonsense"}""", "target_url", "Enter a valid URL.")]
    public async Task Check_WhenAValueIsWrong_ThenASentenceSaysSo(string body, string field, string sentence)
    {
        var desk = quiet.Desk;
        var path = $"patches/{await desk.NumberOfAsync(ApiMails.Alone)}/checks/";

        var reply = await desk.SendJsonAsync(HttpMethod.Post, path, JsonDocument.Parse(body).RootElement, quiet.Mia);

        reply.Status.ShouldBe(400, reply.Text);
        reply.Error(field).ShouldStartWith(sentence);
        (await desk.SendJsonAsync(HttpMethod.Post, path, JsonDocument.Parse(body).RootElement, quiet.Sam)).Status.ShouldBe(403);
    }

    [Fact]
    public async Task Check_WhenAFormLeavesTheContextEmpty_ThenItIsTheDefault()
    {
        await using var desk = await ApiDesk.OpenAsync(ApiMails.All);
        var mia = await desk.AddUserAsync("mia", isMaintainer: true);

        var reply = await desk.SendFormAsync(HttpMethod.Post, $"patches/{await desk.NumberOfAsync(ApiMails.Alone)}/checks/", new() { ["state"] = "fail", ["context"] = "" }, mia);

        reply.Status.ShouldBe(201, reply.Text);
        reply.Data.GetProperty("context").GetString().ShouldBe("default");
    }

    [Fact]
    public async Task Checks_WhenNarrowed_ThenOnlyThoseAreThere()
    {
        await using var desk = await ApiDesk.OpenAsync(ApiMails.All);
        var mia = await desk.AddUserAsync("mia", isMaintainer: true);
        var path = $"patches/{await desk.NumberOfAsync(ApiMails.Alone)}/checks/";
        foreach (var (context, state) in new[] { ("one", "fail"), ("two", "pending") }) await desk.SendJsonAsync(HttpMethod.Post, path, new { context, state }, mia);

        foreach (var (query, count) in new[]
        {
            ("state=fail", 1), ("state=0", 1), ("state=nonsense", 0), ("context=one", 1), ("user=mia", 2), ("user=nobody", 0), ("since=2000-01-01", 2), ("before=2000-01-01", 0),
        })
        {
            (await desk.DataAsync($"{path}?{query}")).GetArrayLength().ShouldBe(count, query);
        }
    }

    [Fact]
    public async Task Check_WhenSomebodyMayNotReportIt_ThenItIsRefused()
    {
        await using var desk = await ApiDesk.OpenAsync(ApiMails.All);
        var path = $"patches/{await desk.NumberOfAsync(ApiMails.Alone)}/checks/";

        foreach (var by in new[] { null, await desk.AddUserAsync("sam"), await desk.AddUserAsync("ann") })
        {
            var reply = await desk.SendJsonAsync(HttpMethod.Post, path, new { state = "success" }, by);
            reply.Status.ShouldBe(403, reply.Text);
            reply.Data.GetProperty("detail").GetString().ShouldBe("You do not have permission to perform this action.");
        }
    }

    [Fact]
    public async Task Check_WhenThePatchIsAnother_ThenItIsNotFound()
    {
        await using var desk = await ApiDesk.OpenAsync(ApiMails.All);
        var mia = await desk.AddUserAsync("mia", isMaintainer: true);
        var (alone, first, cover) = (await desk.NumberOfAsync(ApiMails.Alone), await desk.NumberOfAsync(ApiMails.First), await desk.NumberOfAsync(ApiMails.Cover));
        var made = await desk.SendJsonAsync(HttpMethod.Post, $"patches/{alone}/checks/", new { state = "success" }, mia);

        foreach (var path in new[] { $"patches/{first}/checks/{made.Data.GetProperty("id")}/", $"patches/{cover}/checks/", "patches/999999/checks/", $"patches/{alone}/checks/999999/" })
            (await desk.GetAsync(path)).Status.ShouldBe(404, path);
        (await desk.SendJsonAsync(HttpMethod.Post, $"patches/{cover}/checks/", new { state = "success" }, mia)).Status.ShouldBe(404);
    }
}
