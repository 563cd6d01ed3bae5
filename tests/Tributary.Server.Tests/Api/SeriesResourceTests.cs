using System.Text.Json;

namespace Tributary.Server.Tests;

public sealed class SeriesResourceTests(QuietDesk quiet) : IClassFixture<QuietDesk>
{
    private const string Fields = "id url web_url project name date submitter version total received_total received_all mbox cover_letter patches dependencies dependents";

    [Theory]
    [InlineData("1.0", "web_url dependencies dependents")]
    [InlineData("1.1", "dependencies dependents")]
    [InlineData("1.3", "dependencies dependents")]
    [InlineData("1.4", "")]
    public async Task Fields_WhenOfAVersion_ThenTheyAreItsOwnInOrder(string version, string later)
    {
        var desk = quiet.Desk;

        var series = (await desk.DataAsync($"{version}/series/?order=date"))[0];

        series.EnumerateObject().Select(field => field.Name).ShouldBe(Fields.Split(' ').Except(later.Split(' ')));
        (await desk.GetAsync($"{version}/series/{series.GetProperty("id")}/")).Text.ShouldBe(series.GetRawText());
    }

    [Fact]
    public async Task Series_WhenShown_ThenItHoldsItsMails()
    {
        var desk = quiet.Desk;

        var series = (await desk.DataAsync("series/?q=widgets"))[0];

        series.GetProperty("name").GetString().ShouldBe("Turn widgets");
        series.GetProperty("version").GetInt32().ShouldBe(2);
        series.GetProperty("total").GetInt32().ShouldBe(2);
        series.GetProperty("received_total").GetInt32().ShouldBe(2);
        series.GetProperty("received_all").GetBoolean().ShouldBeTrue();
        series.GetProperty("date").GetString().ShouldBe("2024-05-06T00:00:00");
        series.GetProperty("web_url").GetString().ShouldBe($"{desk.Site}/project/widgets/list/?series={series.GetProperty("id")}");
        series.GetProperty("mbox").GetString().ShouldBe($"{desk.Site}/series/{series.GetProperty("id")}/mbox/");
        series.GetProperty("cover_letter").GetProperty("name").GetString().ShouldBe("[tree,v2,0/2] Turn widgets");
        series.GetProperty("patches").EnumerateArray().Select(patch => patch.GetProperty("msgid").GetString()).ShouldBe(["<one@example.org>", "<two@example.org>"]);
    }

    [Fact]
    public async Task Series_WhenItIsOnePatch_ThenItBearsItsName()
    {
        var desk = quiet.Desk;

        var series = (await desk.DataAsync("series/?q=gadgets"))[0];

        series.GetProperty("name").GetString().ShouldBe("gadgets: hold still");
        series.GetProperty("cover_letter").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Series_WhenItDependsOnAnother_ThenBothSaySo()
    {
        await using var desk = await ApiDesk.OpenAsync(
        [
            .. ApiMails.All,
            WebBench.Mail("next@example.org", "[PATCH tree 0/1] Turn more", $"Depends-on: <{ApiMails.Cover}>\n", hour: 6),
            WebBench.Patch("next-1@example.org", "[PATCH tree 1/1] widgets: turn more", "In-Reply-To: <next@example.org>\n", hour: 7),
        ]);

        var (before, after) = ((await desk.DataAsync("1.4/series/?q=widgets"))[0], (await desk.DataAsync("1.4/series/?q=more"))[0]);

        after.GetProperty("dependencies").EnumerateArray().Select(url => url.GetString()).ShouldBe([before.GetProperty("url").GetString()]);
        before.GetProperty("dependents").EnumerateArray().Select(url => url.GetString()).ShouldBe([after.GetProperty("url").GetString()]);
    }

    [Theory]
    [InlineData("project=widgets", 2)]
    [InlineData("submitter=ann@example.org", 2)]
    [InlineData("submitter=rae@example.org", 0)]
    [InlineData("since=2024-05-06T03:00:00", 1)]
    [InlineData("before=2024-05-06T03:00:00", 1)]
    public async Task List_WhenNarrowed_ThenOnlyThoseAreThere(string query, int count)
    {
        var desk = quiet.Desk;

        (await desk.DataAsync($"series/?{query}")).GetArrayLength().ShouldBe(count);
    }
}
