namespace Tributary.Server.Tests;

public sealed class QueueEndpointsTests
{
    private static readonly string[] Mails =
    [
        .. Enumerable.Range(1, 20).Select(i => WebBench.Patch($"{i}@x", $"[PATCH bpf-next] widgets: number {i}", hour: i)),
        WebBench.Patch("other@x", "[PATCH net] gears: grind").Replace("Ann Author", "Bob Builder", StringComparison.Ordinal).Replace("ann@", "bob@", StringComparison.Ordinal),
        WebBench.Patch("v2@x", "[PATCH net v2] gears: grind", hour: 21).Replace("Ann Author", "Bob Builder", StringComparison.Ordinal).Replace("ann@", "bob@", StringComparison.Ordinal),
    ];

    [Theory]
    [InlineData("", 21)]
    [InlineData("?state=all", 22)]
    [InlineData("?state=superseded", 1)]
    [InlineData("?state=accepted", 0)]
    [InlineData("?tree=net", 1)]
    [InlineData("?tree=none", 0)]
    [InlineData("?submitter=bob@example.org", 1)]
    [InlineData("?submitter=Builder&state=all", 2)]
    [InlineData("?q=gears", 1)]
    [InlineData("?state=&tree=&submitter=&q=", 21)]
    public async Task Queue_WhenFiltered_ThenPageAndDataHoldTheSame(string query, int count)
    {
        await using var bench = await WebBench.OpenAsync(Mails);

        (await bench.PageAsync("/queue/first" + query)).QuerySelectorAll("table.queue tbody tr").Length.ShouldBe(count);
        (await bench.DataAsync("/queue/first.json" + query)).GetProperty("series").GetArrayLength().ShouldBe(count);
    }

    [Fact]
    public async Task Queue_WhenShown_ThenTheNewestActivityIsFirst()
    {
        await using var bench = await WebBench.OpenAsync(Mails);

        var data = await bench.DataAsync("/queue/first.json");

        data.GetProperty("series")[0].GetProperty("name").GetString().ShouldBe("[net,v2] gears: grind");
        data.GetProperty("series")[1].GetProperty("last_activity").GetString().ShouldBe("2024-05-06T20:00:00Z");
        data.GetProperty("counts").EnumerateArray().Select(count => $"{count.GetProperty("state")} {count.GetProperty("tree")} {count.GetProperty("total")}")
            .ShouldBe(["new bpf-next 20", "new net 1", "superseded net 1"], ignoreOrder: true);
    }

    [Fact]
    public async Task Pages_WhenWalkedDownAndUp_ThenEachLineIsSeenOnce()
    {
        await using var bench = await WebBench.OpenAsync([.. Enumerable.Range(0, 250).Select(i => WebBench.Patch($"{i}@x", $"[PATCH] widgets: number {i}", hour: i % 24))]);
        var seen = new List<string>();
        var address = "/queue/first";
        var pages = 0;
        while (true)
        {
            var page = await bench.PageAsync(address);
            seen.AddRange(page.QuerySelectorAll(".queue th a").Select(link => link.GetAttribute("href")!));
            pages++;
            if (page.QuerySelector("a[rel=next]") is not { } next) break;
            address = next.GetAttribute("href")!;
        }

        pages.ShouldBe(3);
        seen.Count.ShouldBe(250);
        seen.ShouldBeUnique();
        var middle = await bench.PageAsync((await bench.PageAsync(address)).QuerySelector("a[rel=prev]")!.GetAttribute("href")!);
        middle.QuerySelectorAll(".queue th a").Select(link => link.GetAttribute("href")!).ShouldBe(seen[100..200]);
        var first = await bench.PageAsync(middle.QuerySelector("a[rel=prev]")!.GetAttribute("href")!);
        first.QuerySelectorAll(".queue th a").Select(link => link.GetAttribute("href")!).ShouldBe(seen[..100]);
        first.QuerySelector("a[rel=prev]").ShouldBeNull();
    }
}
