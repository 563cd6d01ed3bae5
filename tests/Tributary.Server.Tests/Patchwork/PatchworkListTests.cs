using System.Net;
using Tributary.Policy;

namespace Tributary.Server.Tests;

public sealed class PatchworkListTests
{
    private static readonly Profile Profile = BuiltInProfiles.Find(BuiltInProfiles.Default)!;

    [Theory]
    [InlineData("/project/", "/queue")]
    [InlineData("/project/first/", "/queue/first")]
    [InlineData("/project/first/list/", "/queue/first")]
    [InlineData("/project/first/list", "/queue/first")]
    [InlineData("/project/ALIAS/list/?state=*", "/queue/first?state=all")]
    [InlineData("/project/first/list/?state=2&archive=both&order=-date&page=3", "/queue/first?state=under-review")]
    [InlineData("/project/first/list/?state=changes-requested&q=a%20%26b", "/queue/first?state=changes-requested&q=a%20%26b")]
    [InlineData("/project/first/list/?state=99&q=&submitter=", "/queue/first")]
    [InlineData("/project/first/list/?series=1&state=*", "/series/1")]
    [InlineData("/project/first/list/?series=77", "/queue/first")]
    [InlineData("/project/first/list/?submitter=1&state=*", "/queue/first?state=all&submitter=ann%40example.org")]
    [InlineData("/project/first/list/?submitter=Ann", "/queue/first?submitter=Ann")]
    [InlineData("/project/first/list/?delegate=7", "/queue/first?delegate=zoe")]
    [InlineData("/project/first/list/?delegate=zoe", "/queue/first?delegate=zoe")]
    [InlineData("/submitter/1/", "/queue/first?state=all&submitter=ann%40example.org")]
    [InlineData("/about/", "/")]
    [InlineData("/help/about/", "/")]
    public async Task Address_WhenItIsAListOfPatchworks_ThenItLeadsToOurQueue(string old, string ours)
    {
        await using var bench = await OpenAsync();

        using var answer = await bench.Client.GetAsync(new Uri(old.Replace("ALIAS", Profile.Aliases[0], StringComparison.Ordinal), UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, old);
        answer.Headers.Location!.OriginalString.ShouldBe(ours);
    }

    [Fact]
    public async Task Address_WhenItNamesTheDelegateByHisNumberElsewhere_ThenTheProfileKnowsHim()
    {
        await using var bench = await OpenAsync();
        var site = Profile.Patchwork!;

        using var answer = await bench.Client.GetAsync(new Uri($"/project/{site.Project}/list/?delegate={site.DelegateNumber}", UriKind.Relative));

        answer.Headers.Location!.OriginalString.ShouldBe($"/queue/first?delegate={site.Delegate}");
    }

    [Theory]
    [InlineData("/user/login/", "/sign-in")]
    [InlineData("/user/login/?next=//evil.example.org", "/sign-in")]
    [InlineData("/user/", "/account")]
    public async Task Address_WhenItIsPatchworksForAccounts_ThenItLeadsToOurs(string address, string ours)
    {
        await using var bench = await OpenAsync();

        using var answer = await bench.Client.GetAsync(new Uri(address, UriKind.Relative));

        answer.Headers.Location!.OriginalString.ShouldBe(ours);
    }

    [Theory]
    [InlineData("/project/none/")]
    [InlineData("/project/none/list/")]
    [InlineData("/project/none/bundles/")]
    [InlineData("/submitter/99/")]
    [InlineData("/user/todo/")]
    [InlineData("/confirm/x/")]
    [InlineData("/bundle/zoe/none/")]
    [InlineData("/bundle/99/")]
    public async Task Address_WhenNothingStandsBehindIt_ThenA404SaysSo(string address)
    {
        await using var bench = await OpenAsync();

        using var answer = await bench.Client.GetAsync(new Uri(address, UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        Rendered.Parse(await answer.Content.ReadAsStringAsync()).QuerySelector("main p")!.TextContent.ShouldEndWith(".");
    }

    [Fact]
    public async Task Queue_WhenADelegateIsAskedFor_ThenOthersAreNotShown()
    {
        await using var bench = await OpenAsync();

        (await bench.PageAsync("/queue/first?delegate=nobody")).QuerySelectorAll("table.queue tbody tr").ShouldBeEmpty();
        (await bench.PageAsync("/queue/first?delegate=nobody")).QuerySelector("input[name=delegate]")!.GetAttribute("value").ShouldBe("nobody");
    }

    private static Task<WebBench> OpenAsync() => WebBench.OpenAsync(
        import => GivenUser.AddAsync(import, 7, "zoe", "zoe@example.org"), [System.Text.Encoding.UTF8.GetBytes(WebBench.Patch("a@example.org", "[PATCH] x"))]);
}
