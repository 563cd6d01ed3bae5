using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

[Trait("Clause", "TREE-8")]
public sealed class StatusPageTests
{
    [Fact]
    public async Task Status_WhenTheWindowIsOpen_ThenTreesForFeaturesAreClosed()
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("one@x", "[PATCH bpf-next] bpf: add"));
        (await bench.PageAsync("/status")).QuerySelector("h1")!.TextContent.ShouldBe("The merge window is not known");

        await new WindowStore(bench.Options.Database).KeepTagsAsync("linux", [new(6, 9, null, Given.Now.AddDays(-3))], CancellationToken.None);

        var page = await bench.PageAsync("/status");
        page.QuerySelector("h1")!.TextContent.ShouldContain("v6.10 is open");
        page.QuerySelectorAll("tbody tr").Select(row => (row.QuerySelector("th")!.TextContent.Trim().Split(' ')[0], row.QuerySelector(".gate")!.TextContent))
            .ShouldBe([("bpf", "open"), ("bpf-next", "closed"), ("net", "open"), ("net-next", "closed"), ("iproute2", "open"), ("iproute2-next", "open")]);
        var data = await bench.DataAsync("/status.json");
        (data.GetProperty("rc").GetString(), data.GetProperty("window").GetProperty("open").GetBoolean()).ShouldBe(("v6.9", true));
        data.GetProperty("trees")[1].GetProperty("reason").GetString().ShouldBe("The merge window of v6.10 is open: it takes nothing until v6.10-rc1, likely about 2024-05-17.");
        var badge = await bench.Client.GetAsync(new Uri("/status/bpf-next.svg", UriKind.Relative));
        badge.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        (await badge.Content.ReadAsStringAsync()).ShouldContain("<title>bpf-next: closed</title>");
        (await bench.Client.GetAsync(new Uri("/status/none.svg", UriKind.Relative))).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }
}
