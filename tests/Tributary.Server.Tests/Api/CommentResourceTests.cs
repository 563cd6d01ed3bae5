using System.Text.Json;

namespace Tributary.Server.Tests;

public sealed class CommentResourceTests(QuietDesk quiet) : IClassFixture<QuietDesk>
{
    [Theory]
    [InlineData("1.1", "id web_url msgid date subject submitter content headers")]
    [InlineData("1.2", "id web_url msgid list_archive_url date subject submitter content headers")]
    [InlineData("1.3", "id url web_url msgid list_archive_url date subject submitter content headers addressed")]
    [InlineData("1.4", "id url web_url msgid list_archive_url date subject submitter content headers addressed")]
    public async Task Fields_WhenOfAVersion_ThenTheyAreItsOwnInOrder(string version, string fields)
    {
        var desk = quiet.Desk;

        foreach (var target in new[] { $"patches/{await desk.NumberOfAsync(ApiMails.First)}", $"covers/{await desk.NumberOfAsync(ApiMails.Cover)}" })
        {
            var comments = await desk.DataAsync($"{version}/{target}/comments/");

            comments.GetArrayLength().ShouldBe(1);
            comments[0].EnumerateObject().Select(field => field.Name).ShouldBe(fields.Split(' '));
            comments[0].GetProperty("web_url").GetString().ShouldBe($"{desk.Site}/comment/{comments[0].GetProperty("id")}/");
        }
    }

    [Fact]
    public async Task Comments_WhenTheVersionKnowsNone_ThenTheyAreNotThere()
    {
        var desk = quiet.Desk;
        var patch = await desk.NumberOfAsync(ApiMails.First);
        var comment = (await desk.DataAsync($"patches/{patch}/comments/"))[0].GetProperty("id");

        (await desk.GetAsync($"1.0/patches/{patch}/comments/")).Status.ShouldBe(404);
        (await desk.GetAsync($"1.2/patches/{patch}/comments/{comment}/")).Status.ShouldBe(404);
        (await desk.GetAsync($"1.3/patches/{patch}/comments/{comment}/")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Comment_WhenShown_ThenItIsAsItsMailSays()
    {
        var desk = quiet.Desk;

        var comment = (await desk.DataAsync($"patches/{await desk.NumberOfAsync(ApiMails.First)}/comments/"))[0];

        comment.GetProperty("subject").GetString().ShouldBe("Re: [PATCH tree v2 1/2] widgets: turn them");
        comment.GetProperty("content").GetString().ShouldBe("> Why it is so.\n\nFine.");
        comment.GetProperty("submitter").GetProperty("email").GetString().ShouldBe("rae@example.org");
        comment.GetProperty("headers").GetProperty("Message-ID").GetString().ShouldBe("<reply@example.org>");
        comment.GetProperty("addressed").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Comment_WhenMarkedByThoseWhoMay_ThenItIsSo()
    {
        await using var desk = await ApiDesk.OpenAsync(ApiMails.All);
        var patch = await desk.NumberOfAsync(ApiMails.First);
        var path = $"1.3/patches/{patch}/comments/{(await desk.DataAsync($"patches/{patch}/comments/"))[0].GetProperty("id")}/";
        var before = desk.GetAsync(path);

        foreach (var (name, addressed) in new (string, bool?)[] { ("rae", true), ("ann", false), ("mia", null) })
        {
            var reply = await desk.SendJsonAsync(HttpMethod.Patch, path, new { addressed }, await desk.AddUserAsync(name, isMaintainer: name == "mia"));
            reply.Status.ShouldBe(200, reply.Text);
            reply.Data.GetProperty("addressed").ToString().ShouldBe(addressed?.ToString() ?? "");
        }

        (await desk.SendJsonAsync(HttpMethod.Patch, path, new { addressed = true }, await desk.AddUserAsync("sam"))).Status.ShouldBe(403);
        (await desk.SendJsonAsync(HttpMethod.Patch, path, new { addressed = true }, by: null)).Status.ShouldBe(403);
        (await desk.GetAsync(path)).Text.ShouldBe((await before).Text);
    }

    [Fact]
    public async Task Mark_WhenItIsNoMark_ThenASentenceSaysSo()
    {
        await using var desk = await ApiDesk.OpenAsync(ApiMails.All);
        var cover = await desk.NumberOfAsync(ApiMails.Cover);
        var path = $"covers/{cover}/comments/{(await desk.DataAsync($"covers/{cover}/comments/"))[0].GetProperty("id")}/";

        var reply = await desk.SendJsonAsync(HttpMethod.Patch, path, new { addressed = "perhaps" }, await desk.AddUserAsync("mia", isMaintainer: true));

        reply.Status.ShouldBe(400);
        reply.Error("addressed").ShouldBe("Must be a valid boolean.");
    }

    [Fact]
    public async Task Comment_WhenOfSomethingElse_ThenItIsNotFound()
    {
        var desk = quiet.Desk;
        var (first, second, cover) = (await desk.NumberOfAsync(ApiMails.First), await desk.NumberOfAsync(ApiMails.Second), await desk.NumberOfAsync(ApiMails.Cover));
        var comment = (await desk.DataAsync($"patches/{first}/comments/"))[0].GetProperty("id");

        foreach (var path in new[] { $"patches/{second}/comments/{comment}/", $"covers/{cover}/comments/{comment}/", $"covers/{first}/comments/", $"patches/{cover}/comments/", "patches/999999/comments/" })
            (await desk.GetAsync(path)).Status.ShouldBe(404, path);
        (await desk.DataAsync($"patches/{second}/comments/")).GetArrayLength().ShouldBe(0);
    }
}
