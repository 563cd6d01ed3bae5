using System.Net;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server.Tests;

public sealed class ProjectNamesTests
{
    private static readonly Profile Gears = BuiltInProfiles.Find(BuiltInProfiles.Default)! with { Name = "gears", Project = "gears", Aliases = ["cogs", "widgets"] };

    private static readonly StoredProject[] Projects = [new(1, "mine", "gears"), new(2, "gears", "gears"), new(3, "widgets", "other")];

    [Theory]
    [InlineData("mine", 1L)]
    [InlineData("gears", 2L)]
    [InlineData("GEARS", 2L)]
    [InlineData("widgets", 3L)]
    [InlineData("cogs", 1L)]
    [InlineData("Cogs", 1L)]
    [InlineData("bolts", null)]
    [InlineData("", null)]
    public void Project_WhenNamed_ThenItsOwnNameWinsOverAnAlias(string name, long? project) =>
        ProjectNames.Choose(Projects, name, one => one.Profile == "gears" ? Gears : null).ShouldBe(Array.Find(Projects, one => one.Id == project));

    [Fact]
    public async Task Page_WhenItsProjectIsNamedByAnAlias_ThenItLeadsToTheProjectsOwn()
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("a@example.org", "[PATCH] x"));
        var alias = BuiltInProfiles.Find(BuiltInProfiles.Default)!.Aliases[0];

        using var page = await bench.Client.GetAsync(new Uri($"/queue/{alias}?state=all", UriKind.Relative));
        using var data = await bench.Client.GetAsync(new Uri($"/queue/{alias}.json", UriKind.Relative));

        page.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page.Headers.Location.ShouldBe(new Uri("/queue/first?state=all", UriKind.Relative));
        data.Headers.Location.ShouldBe(new Uri("/queue/first.json", UriKind.Relative));
        (await bench.PageAsync($"/search?project={alias}&q=why")).QuerySelector("main").ShouldNotBeNull();
    }
}
