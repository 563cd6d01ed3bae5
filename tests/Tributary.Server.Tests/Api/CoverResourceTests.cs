namespace Tributary.Server.Tests;

public sealed class CoverResourceTests(QuietDesk quiet) : IClassFixture<QuietDesk>
{
    private const string ListFields = "id url web_url project msgid list_archive_url date name submitter mbox series comments";

    [Theory]
    [InlineData("1.0", "web_url list_archive_url mbox comments")]
    [InlineData("1.1", "list_archive_url")]
    [InlineData("1.4", "")]
    public async Task Fields_WhenOfAVersion_ThenTheyAreItsOwnInOrder(string version, string later)
    {
        var desk = quiet.Desk;
        string[] expected = [.. ListFields.Split(' ').Except(later.Split(' '))];

        var listed = (await desk.DataAsync($"{version}/covers/"))[0];
        var shown = await desk.DataAsync($"{version}/covers/{listed.GetProperty("id")}/");

        listed.EnumerateObject().Select(field => field.Name).ShouldBe(expected);
        shown.EnumerateObject().Select(field => field.Name).ShouldBe([.. expected, "headers", "content"]);
    }

    [Fact]
    public async Task Cover_WhenShown_ThenItIsAsItsMailSays()
    {
        var desk = quiet.Desk;

        var cover = await desk.DataAsync($"covers/{await desk.NumberOfAsync(ApiMails.Cover)}/");

        cover.GetProperty("name").GetString().ShouldBe("[tree,v2,0/2] Turn widgets");
        cover.GetProperty("content").GetString().ShouldBe("They should turn.");
        cover.GetProperty("series")[0].GetProperty("version").GetInt32().ShouldBe(2);
        cover.GetProperty("mbox").GetString().ShouldBe($"{desk.Site}/project/widgets/cover/cover@example.org/mbox/");
        cover.GetProperty("comments").GetString().ShouldBe($"{desk.Site}/api/covers/{cover.GetProperty("id")}/comments/");
    }

    [Theory]
    [InlineData("project=widgets", 1)]
    [InlineData("msgid=cover@example.org", 1)]
    [InlineData("msgid=one@example.org", 0)]
    [InlineData("submitter=ann@example.org&q=turn", 1)]
    [InlineData("series=999999", 0)]
    public async Task List_WhenNarrowed_ThenOnlyThoseAreThere(string query, int count)
    {
        var desk = quiet.Desk;

        (await desk.DataAsync($"covers/?{query}")).GetArrayLength().ShouldBe(count);
    }

    [Fact]
    public async Task Cover_WhenItIsAPatch_ThenItIsNotFound()
    {
        var desk = quiet.Desk;

        (await desk.GetAsync($"covers/{await desk.NumberOfAsync(ApiMails.First)}/")).Status.ShouldBe(404);
        (await desk.GetAsync($"patches/{await desk.NumberOfAsync(ApiMails.Cover)}/")).Status.ShouldBe(404);
    }
}
