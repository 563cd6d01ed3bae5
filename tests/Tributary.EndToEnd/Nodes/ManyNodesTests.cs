using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Tributary.Store.Tests;

namespace Tributary.EndToEnd;

/// <summary>Three servers of the built program on one PostgreSQL, and imports beside them.</summary>
public sealed class ManyNodesTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _client = new();
    private readonly List<IDisposable> _owned = [];

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Import_WhenItRunsAnywhere_ThenEveryNodeShowsItAtOnceAndNoTagIsStale()
    {
        if (!PostgresServer.IsThere) return;
        var trib = Own(new Trib { DatabaseUrl = PostgresServer.Create() });
        trib.Import(trib.Write("one.mbox", Letters.Mbox(Letters.Series("one", 2))));
        var nodes = Enumerable.Range(0, 3).Select(_ => Own(new RunningServer(trib))).ToArray();
        var tags = new List<EntityTagHeaderValue>();
        foreach (var node in nodes) tags.Add(await TagAsync(node));

        trib.Import(trib.Write("two.mbox", Letters.Mbox(Letters.Series("two", 2))));

        // The import has ended: whoever asks any node now gets its mail, and an old tag holds nowhere.
        foreach (var (node, tag) in nodes.Zip(tags))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{node.Address}/queue/netdevbpf.json?state=all");
            request.Headers.IfNoneMatch.Add(tag);
            using var answer = await _client.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("two");
        }

        tags.Distinct().ShouldHaveSingleItem();
        (await TagAsync(nodes[0])).ShouldBe(await TagAsync(nodes[2]));
        (await DataAsync($"{nodes[1].Address}/installation.json")).GetProperty("nodes").EnumerateArray().Count(static node => node.GetProperty("alive").GetBoolean()).ShouldBe(3);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Imports_WhenFourRunAtOnceOnOneDatabase_ThenNothingIsLostOrTwice()
    {
        if (!PostgresServer.IsThere) return;
        var trib = Own(new Trib { DatabaseUrl = PostgresServer.Create() });
        // Each has half of its mail in common with the next one; the series of all of them are parted over the mailboxes.
        var mails = Enumerable.Range(0, 60).SelectMany(static number => Letters.Series($"s{number}", 3)).ToArray();
        var boxes = Enumerable.Range(0, 4).Select(box => trib.Write($"{box}.mbox", Letters.Mbox([.. mails.Where((_, index) => index % 4 == box || index % 4 == (box + 1) % 4)]))).ToArray();

        var running = boxes.Select(box => trib.Start("import", "--json", box)).ToArray();
        var counts = running.Select(static process =>
        {
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            process.ExitCode.ShouldBe(0, process.StandardError.ReadToEnd());
            process.Dispose();
            return JsonSerializer.Deserialize<ImportCounts>(output, JsonSerializerOptions.Web)!;
        }).ToArray();

        using var alone = new Trib();
        foreach (var box in boxes) alone.Import(box);
        var said = SeriesLine.List(trib).OrderBy(static line => line.Head, StringComparer.Ordinal).Select(static line => (line.Head, line.Complete)).ToArray();
        said.ShouldBe(SeriesLine.List(alone).OrderBy(static line => line.Head, StringComparer.Ordinal).Select(static line => (line.Head, line.Complete)));
        said.Length.ShouldBe(60);
        foreach (var count in counts) count.Sum.ShouldBe(count.Messages);
        counts.Sum(static count => count.Messages - count.Duplicates).ShouldBe(mails.Length);
        trib.Run("rebuild").ShouldSucceed();
        SeriesLine.List(trib).Length.ShouldBe(60);
    }

    [Fact]
    [Trait("Speed", "all")]
    public async Task Source_WhenTheNodeThatReadItIsKilled_ThenAnotherGoesOn()
    {
        if (!PostgresServer.IsThere) return;
        var trib = Own(new Trib { DatabaseUrl = PostgresServer.Create() });
        var inbox = new GitInbox(Path.Combine(trib.Folder, "inbox.git"));
        inbox.Add(Letters.Series("one", 1));
        // One node is told of it; all of them read it.
        var nodes = new List<RunningServer> { Own(new RunningServer(trib, "--follow", inbox.Url, "--every", "1")) };
        nodes.AddRange(Enumerable.Range(0, 2).Select(_ => Own(new RunningServer(trib))));
        await WaitAsync(nodes, "one");

        var readBy = (await DataAsync($"{nodes[0].Address}/installation.json")).GetProperty("sources")[0].GetProperty("read_by").GetString()!;
        var reader = nodes.Single(node => readBy.EndsWith($"/{node.ProcessId}", StringComparison.Ordinal));
        reader.Kill();
        nodes.Remove(reader);
        inbox.Add(Letters.Series("two", 1));
        var watch = Stopwatch.StartNew();
        await WaitAsync(nodes, "two");

        Console.WriteLine($"another node read on after {watch.Elapsed.TotalSeconds:0.0} s");
        trib.Run("source", "list").ShouldSucceed().Output.ShouldContain(inbox.Url);
        trib.Run("source", "stop", inbox.Url).ShouldSucceed();
        trib.Run("source", "stop", inbox.Url).ShouldFail(1, "is followed");
        trib.Run("source", "list", "--json").ShouldSucceed().Output.ShouldBeEmpty();
    }

    public void Dispose()
    {
        foreach (var one in Enumerable.Reverse(_owned)) one.Dispose();
        _client.Dispose();
    }

    private T Own<T>(T one)
        where T : IDisposable
    {
        _owned.Add(one);
        return one;
    }

    private async Task WaitAsync(IEnumerable<RunningServer> nodes, string name)
    {
        using var patience = new CancellationTokenSource(Patience);
        foreach (var node in nodes)
        {
            while (!(await _client.GetStringAsync(new Uri($"{node.Address}/queue/netdevbpf.json?state=all"), patience.Token)).Contains($"{name}.0@example.org", StringComparison.Ordinal))
                await Task.Delay(50, patience.Token);
        }
    }

    private async Task<EntityTagHeaderValue> TagAsync(RunningServer node)
    {
        using var answer = await _client.GetAsync(new Uri($"{node.Address}/queue/netdevbpf.json?state=all"));
        return answer.Headers.ETag!;
    }

    private async Task<JsonElement> DataAsync(string address) => JsonDocument.Parse(await _client.GetStringAsync(new Uri(address))).RootElement;
}
