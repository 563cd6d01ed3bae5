using System.Text.Json;

namespace Tributary.Server.Tests;

public sealed class PatchResourceTests(QuietDesk quiet) : IClassFixture<QuietDesk>
{
    private const string ListFields = "id url web_url project msgid list_archive_url date name commit_ref pull_url state archived hash submitter delegate mbox series comments check checks tags related";

    [Theory]
    [InlineData("1.0", "web_url list_archive_url comments related")]
    [InlineData("1.1", "list_archive_url related")]
    [InlineData("1.2", "")]
    [InlineData("1.3", "")]
    [InlineData("1.4", "")]
    public async Task Fields_WhenOfAVersion_ThenTheyAreItsOwnInOrder(string version, string later)
    {
        var desk = quiet.Desk;
        string[] expected = [.. ListFields.Split(' ').Except(later.Split(' '))];

        var listed = (await desk.DataAsync($"{version}/patches/"))[0];
        var shown = await desk.DataAsync($"{version}/patches/{listed.GetProperty("id")}/");

        listed.EnumerateObject().Select(field => field.Name).ShouldBe(expected);
        shown.EnumerateObject().Select(field => field.Name).ShouldBe([.. expected, "headers", "content", "diff", "prefixes"]);
        shown.GetProperty("url").GetString().ShouldBe($"{desk.Site}/api/{version}/patches/{listed.GetProperty("id")}/");
    }

    [Fact]
    public async Task Patch_WhenShown_ThenItIsAsItsMailSays()
    {
        var desk = quiet.Desk;
        var id = await desk.NumberOfAsync(ApiMails.First);

        var patch = await desk.DataAsync($"1.4/patches/{id}/");

        patch.GetProperty("name").GetString().ShouldBe("[tree,v2,1/2] widgets: turn them");
        patch.GetProperty("msgid").GetString().ShouldBe("<one@example.org>");
        patch.GetProperty("web_url").GetString().ShouldBe($"{desk.Site}/project/widgets/patch/one@example.org/");
        patch.GetProperty("mbox").GetString().ShouldBe($"{desk.Site}/project/widgets/patch/one@example.org/mbox/");
        patch.GetProperty("comments").GetString().ShouldBe($"{desk.Site}/api/patches/{id}/comments/");
        patch.GetProperty("checks").GetString().ShouldBe($"{desk.Site}/api/patches/{id}/checks/");
        patch.GetProperty("date").GetString().ShouldBe("2024-05-06T01:00:00");
        patch.GetProperty("state").GetString().ShouldBe("new");
        patch.GetProperty("check").GetString().ShouldBe("pending");
        patch.GetProperty("tags").GetRawText().ShouldBe("{}");
        patch.GetProperty("delegate").ValueKind.ShouldBe(JsonValueKind.Null);
        patch.GetProperty("series")[0].GetProperty("name").GetString().ShouldBe("Turn widgets");
        patch.GetProperty("prefixes").EnumerateArray().Select(prefix => prefix.GetString()).ShouldBe(["tree", "v2", "1/2"]);
        patch.GetProperty("content").GetString().ShouldStartWith("Why it is so.\n\nSigned-off-by: Ann Author <ann@example.org>\n---\n src/a.c");
        patch.GetProperty("diff").GetString().ShouldStartWith("diff --git a/src/a.c");
        patch.GetProperty("headers").GetProperty("In-Reply-To").GetString().ShouldBe("<cover@example.org>");
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("project=widgets", 3)]
    [InlineData("project=1", 0)]
    [InlineData("project=nowhere", 0)]
    [InlineData("submitter=ann@example.org", 3)]
    [InlineData("submitter=ANN@example.org", 3)]
    [InlineData("submitter=nobody@example.org", 0)]
    [InlineData("state=new", 3)]
    [InlineData("state=new&state=rejected", 3)]
    [InlineData("state=rejected", 0)]
    [InlineData("state=nonsense", 0)]
    [InlineData("state=12", 0)]
    [InlineData("archived=False&state=1&state=2&state=5&state=7&state=13&state=15&since=2024-05-01T00:00:00", 3)]
    [InlineData("archived=false", 3)]
    [InlineData("archived=true", 0)]
    [InlineData("msgid=two@example.org", 1)]
    [InlineData("hash=0000000000000000000000000000000000000000", 0)]
    [InlineData("since=2024-05-06T02:00:00", 2)]
    [InlineData("before=2024-05-06T02:00:00", 1)]
    [InlineData("since=nonsense", 0)]
    [InlineData("q=gadgets", 1)]
    [InlineData("series=999999", 0)]
    [InlineData("delegate=nobody", 0)]
    [InlineData("unknown=1", 3)]
    [InlineData("order=nonsense", 3)]
    public async Task List_WhenNarrowed_ThenOnlyThoseAreThere(string query, int count)
    {
        var desk = quiet.Desk;

        (await desk.DataAsync($"1.4/patches/?{query}")).GetArrayLength().ShouldBe(count);
    }

    [Fact]
    public async Task List_WhenNarrowedByHashAndSeries_ThenThoseOfThemAreThere()
    {
        var desk = quiet.Desk;
        var patch = (await desk.DataAsync("patches/?msgid=alone@example.org"))[0];

        foreach (var query in new[] { $"hash={patch.GetProperty("hash").GetString()!.ToUpperInvariant()}", $"series={patch.GetProperty("series")[0].GetProperty("id")}" })
            (await desk.DataAsync($"patches/?{query}"))[0].GetProperty("id").GetInt64().ShouldBe(patch.GetProperty("id").GetInt64());
        (await desk.DataAsync("1.1/patches/?hash=0000000000000000000000000000000000000000")).GetArrayLength().ShouldBe(3, "1.1 knows no hash");
    }

    [Fact]
    public async Task List_WhenOrdered_ThenItIsSo()
    {
        var desk = quiet.Desk;

        (await desk.DataAsync("patches/?order=-date")).EnumerateArray().Select(patch => patch.GetProperty("msgid").GetString())
            .ShouldBe(["<alone@example.org>", "<two@example.org>", "<one@example.org>"]);
    }

    [Fact]
    public async Task Change_WhenAMaintainerMakesIt_ThenThePatchIsSo()
    {
        await using var desk = await ApiDesk.OpenAsync(ApiMails.All);
        var mia = await desk.AddUserAsync("mia", isMaintainer: true);
        var id = await desk.NumberOfAsync(ApiMails.Alone);

        var json = await desk.SendJsonAsync(HttpMethod.Patch, $"1.4/patches/{id}/", new { state = "Under Review", @delegate = mia.Id, archived = true, commit_ref = "abc" }, mia);

        json.Status.ShouldBe(200, json.Text);
        json.Data.GetProperty("state").GetString().ShouldBe("under-review");
        json.Data.GetProperty("delegate").GetProperty("username").GetString().ShouldBe("mia");
        json.Data.GetProperty("archived").GetBoolean().ShouldBeTrue();
        json.Data.GetProperty("commit_ref").GetString().ShouldBe("abc");
        json.Data.GetProperty("content").GetString().ShouldStartWith("Why it is so.");
        (await desk.DataAsync("patches/?state=under-review&delegate=mia&archived=true")).GetArrayLength().ShouldBe(1);

        var form = await desk.SendFormAsync(HttpMethod.Patch, $"1.1/patches/{id}/", new() { ["state"] = "rejected", ["delegate"] = "", ["archived"] = "False" }, mia);

        form.Status.ShouldBe(200, form.Text);
        form.Data.GetProperty("state").GetString().ShouldBe("rejected");
        form.Data.GetProperty("delegate").ValueKind.ShouldBe(JsonValueKind.Null);
        form.Data.GetProperty("archived").GetBoolean().ShouldBeFalse();
        form.Data.TryGetProperty("related", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Put_WhenFieldsAreMissing_ThenTheyAreNamed()
    {
        await using var desk = await ApiDesk.OpenAsync(ApiMails.All);
        var mia = await desk.AddUserAsync("mia", isMaintainer: true);
        var path = $"1.4/patches/{await desk.NumberOfAsync(ApiMails.Alone)}/";

        var reply = await desk.SendJsonAsync(HttpMethod.Put, path, new { archived = false }, mia);

        reply.Status.ShouldBe(400);
        reply.Error("state").ShouldBe("This field is required.");
        reply.Error("delegate").ShouldBe("This field is required.");
        (await desk.SendJsonAsync(HttpMethod.Put, path, new { state = "rfc", @delegate = (long?)null }, mia)).Data.GetProperty("state").GetString().ShouldBe("rfc");
    }

    [Theory]
    [InlineData("""{"state": "foobar"}""", "state", "Invalid state foobar. Expected one of: new, under-review, accepted")]
    [InlineData("""{"state": "<script>"}""", "state", "Invalid state script. Expected one of: new,")]
    [InlineData("""{"state": 5}""", "state", "Incorrect type. Expected string value, received int.")]
    [InlineData("""{"state": null}""", "state", "This field may not be null.")]
    [InlineData("""{"delegate": 999999}""", "delegate", "Invalid pk \"999999\" - object does not exist.")]
    [InlineData("""{"delegate": 99999999999999999999999}""", "delegate", "Invalid pk \"99999999999999999999999\" - object does not exist.")]
    [InlineData("""{"delegate": "mia"}""", "delegate", "Incorrect type. Expected pk value, received str.")]
    [InlineData("""{"delegate": [1]}""", "delegate", "Incorrect type. Expected pk value, received list.")]
    [InlineData("""{"archived": "perhaps"}""", "archived", "Must be a valid boolean.")]
    [InlineData("""{"archived": ""}""", "archived", "Must be a valid boolean.")]
    [InlineData("""{"archived": []}""", "archived", "Must be a valid boolean.")]
    [InlineData("""{"archived": null}""", "archived", "This field may not be null.")]
    [InlineData("""{"commit_ref": {"a": 1}}""", "commit_ref", "Not a valid string.")]
    [InlineData("""{"related": "1"}""", "related", "Expected a list of items but got type \"str\".")]
    [InlineData("""{"related": [999999]}""", "related", "Invalid pk \"999999\" - object does not exist.")]
    public async Task Change_WhenAValueIsWrong_ThenASentenceSaysSo(string body, string field, string sentence)
    {
        var desk = quiet.Desk;
        var path = $"1.4/patches/{await desk.NumberOfAsync(ApiMails.Alone)}/";

        var reply = await desk.SendJsonAsync(HttpMethod.Patch, path, JsonDocument.Parse(body).RootElement, quiet.Mia);

        reply.Status.ShouldBe(400, reply.Text);
        reply.Error(field).ShouldStartWith(sentence);
        var stranger = await desk.SendJsonAsync(HttpMethod.Patch, path, JsonDocument.Parse(body).RootElement, quiet.Sam);
        stranger.Status.ShouldBe(403, stranger.Text);
    }

    [Fact]
    public async Task Delegate_WhenHeMaintainsNothing_ThenHeIsRefused()
    {
        await using var desk = await ApiDesk.OpenAsync(ApiMails.All);
        var mia = await desk.AddUserAsync("mia", isMaintainer: true);
        var sam = await desk.AddUserAsync("sam");

        var reply = await desk.SendJsonAsync(HttpMethod.Patch, $"patches/{await desk.NumberOfAsync(ApiMails.Alone)}/", new { @delegate = sam.Id }, mia);

        reply.Status.ShouldBe(400);
        reply.Error("delegate").ShouldBe("User 'sam' is not a maintainer for project 'widgets'");
    }

    [Fact]
    public async Task Change_WhenSomebodyMayNot_ThenItIsRefusedAsPatchworkRefuses()
    {
        await using var desk = await ApiDesk.OpenAsync(ApiMails.All);
        var path = $"patches/{await desk.NumberOfAsync(ApiMails.Alone)}/";
        var change = new { state = "accepted" };

        var nobody = await desk.SendJsonAsync(HttpMethod.Patch, path, change, by: null);
        var stranger = await desk.SendJsonAsync(HttpMethod.Patch, path, change, await desk.AddUserAsync("sam"));
        var author = await desk.SendJsonAsync(HttpMethod.Patch, path, change, await desk.AddUserAsync("ann"));

        nobody.Status.ShouldBe(403);
        nobody.Data.GetProperty("detail").GetString().ShouldBe("Authentication credentials were not provided.");
        stranger.Status.ShouldBe(403);
        stranger.Data.GetProperty("detail").GetString().ShouldBe("You do not have permission to perform this action.");
        author.Status.ShouldBe(403);
        (await desk.DataAsync(path)).GetProperty("state").GetString().ShouldBe("new");
        (await desk.SendJsonAsync(HttpMethod.Patch, "patches/999999/", change, by: null)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Change_WhenTheAuthorTakesItOutOfReview_ThenHeMayAndBringsItBack()
    {
        await using var desk = await ApiDesk.OpenAsync(ApiMails.All);
        var ann = await desk.AddUserAsync("ann");
        var path = $"patches/{await desk.NumberOfAsync(ApiMails.Alone)}/";

        foreach (var state in new[] { "not-applicable", "new" })
        {
            var reply = await desk.SendJsonAsync(HttpMethod.Patch, path, new { state }, ann);
            reply.Status.ShouldBe(200, reply.Text);
            reply.Data.GetProperty("state").GetString().ShouldBe(state);
        }
    }

    [Fact]
    public async Task Related_WhenSet_ThenBothNameEachOther()
    {
        await using var desk = await ApiDesk.OpenAsync(ApiMails.All);
        var mia = await desk.AddUserAsync("mia", isMaintainer: true);
        var (one, two) = (await desk.NumberOfAsync(ApiMails.First), await desk.NumberOfAsync(ApiMails.Second));

        var set = await desk.SendJsonAsync(HttpMethod.Patch, $"patches/{one}/", new { related = new[] { two } }, mia);

        set.Status.ShouldBe(200, set.Text);
        set.Data.GetProperty("related")[0].GetProperty("id").GetInt64().ShouldBe(two);
        (await desk.DataAsync($"patches/{two}/")).GetProperty("related")[0].GetProperty("id").GetInt64().ShouldBe(one);
        var cleared = await desk.SendJsonAsync(HttpMethod.Patch, $"patches/{one}/", new { related = Array.Empty<long>() }, mia);
        cleared.Data.GetProperty("related").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("patches/999999/")]
    [InlineData("patches/99999999999999999999999/")]
    [InlineData("patches/0/")]
    [InlineData("patches/x/")]
    [InlineData("patches/../../etc/")]
    public async Task Patch_WhenItIsNotThere_ThenItIsNotFound(string path)
    {
        var desk = quiet.Desk;

        (await desk.GetAsync(path)).Status.ShouldBe(404);
    }

    [Theory]
    [MemberData(nameof(Tributary.Store.Tests.TestDatabase.Kinds), MemberType = typeof(Tributary.Store.Tests.TestDatabase))]
    public async Task Patch_WhenTwoChangeIt_ThenTheSecondIsToldWhatChanged(Tributary.Store.Tests.DatabaseKind kind)
    {
        await using var bench = await ApiBench.OpenAsync(kind, WebBench.Patch("one@example.org", "[PATCH bpf-next] bpf: one"));
        if (bench is null) return;
        var (mara, nora, rae) = (await bench.AddUserAsync("mara", isMaintainer: true), await bench.AddUserAsync("nora", isMaintainer: true), await bench.AddUserAsync("rae"));
        var seen = (await bench.GetAsync("/api/1.3/patches/1/")).Headers["ETag"];

        var first = await ChangeAsync(bench, mara, seen, "accepted");
        var second = await ChangeAsync(bench, nora, seen, "rejected");

        (first.Status, second.Status).ShouldBe((200, 412));
        second.Detail.ShouldBe("The patch is not as you saw it: it is Accepted, nobody's by now; mara changed it last, from new to accepted. Nothing was changed; look at it again.");
        (await ChangeAsync(bench, rae, seen, "rejected")).Status.ShouldBe(403);
        (await ChangeAsync(bench, nora, "W/\"x\"", "rejected")).Status.ShouldBe(412);
        (await bench.GetAsync("/api/1.3/patches/1/")).Data.GetProperty("state").GetString().ShouldBe("accepted");
        // What she looked at again she may change; and who sets no condition, or any, may too.
        (await ChangeAsync(bench, nora, (await bench.GetAsync("/api/1.3/patches/1/")).Headers["ETag"], "rejected")).Status.ShouldBe(200);
        (await ChangeAsync(bench, nora, "*", "new")).Status.ShouldBe(200);
        (await ChangeAsync(bench, nora, null, "rfc")).Status.ShouldBe(200);
    }

    private static async Task<ApiReply> ChangeAsync(ApiBench bench, string token, string? condition, string state)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, "/api/1.3/patches/1/") { Content = new StringContent($"{{\"state\":\"{state}\"}}", System.Text.Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", $"Token {token}");
        if (condition is not null) request.Headers.TryAddWithoutValidation("If-Match", condition);
        return await bench.SendAsync(request);
    }
}
