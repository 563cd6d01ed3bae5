using System.Globalization;
using System.Text.Json;

namespace Tributary.EndToEnd;

/// <summary>
/// Two hundred readers and twenty writers with an import beside them: no error, no lost update. How long it lasts is said by TRIBUTARY_LOAD_SECONDS (15 unless it says otherwise; 60 were measured for
/// docs/speed.md). Time is told and not judged.
/// </summary>
public sealed class LoadTests : IDisposable
{
    private const int Readers = 200;
    private const int Writers = 20;
    private const int PatchesOfASeries = 5;

    private readonly List<IDisposable> _owned = [];

    private static TimeSpan HowLong => TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("TRIBUTARY_LOAD_SECONDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 15);

    [Fact]
    [Trait("Speed", "all")]
    public async Task Sqlite_WhenReadWrittenAndImportedInto_ThenNothingFailsAndNothingIsLost()
    {
        var trib = Own(new Trib());
        await LoadAsync(trib, nodes: 1);
    }

    [Fact]
    [Trait("Speed", "all")]
    public async Task ThreeNodes_WhenReadWrittenAndImportedInto_ThenNothingFailsAndNothingIsLost()
    {
        if (PostgresCluster.Start() is not { } cluster) return;
        Own(cluster);
        await LoadAsync(Own(new Trib { DatabaseUrl = cluster.Url }), nodes: 3);
    }

    [Fact]
    [Trait("Speed", "all")]
    public async Task ThreeNodes_WhenTheDatabaseIsKilledUnderLoad_ThenErrorsAreHonestAndAllGoesOnByItself()
    {
        if (PostgresCluster.Start() is not { } cluster) return;
        Own(cluster);
        var trib = Own(new Trib { DatabaseUrl = cluster.Url });
        var (servers, load) = Prepare(trib, nodes: 3);
        using var stop = new CancellationTokenSource();
        var importing = Task.Run(() => ImportUntil(trib, mayFail: true, stop.Token));
        var running = load.RunAsync(Readers / 2, Writers, HowLong + TimeSpan.FromSeconds(15));

        await Task.Delay(HowLong / 3);
        cluster.Kill();
        await Task.Delay(TimeSpan.FromSeconds(3));
        cluster.StartAgain();
        await running;
        await stop.CancelAsync();
        var imported = await importing;

        Console.Write(load.Tell());
        load.Errors.Take(5).ShouldBeEmpty();
        load.Refusals.ShouldNotBeEmpty();
        await load.CheckAsync();
        foreach (var server in servers) server.Errors.ShouldAllBe(static line => !line.TrimStart().StartsWith("at ", StringComparison.Ordinal));

        // What an import said to have brought is there; what it could not bring comes with the next one.
        trib.Import(imported.ToArray()).Sum.ShouldBe(imported.Count * MailsOfABox);
        trib.Run("rebuild").ShouldSucceed();
        SeriesLine.List(trib).Length.ShouldBe((imported.Count * SeriesOfABox) + (Writers * 2 / PatchesOfASeries));
    }

    public void Dispose()
    {
        foreach (var one in Enumerable.Reverse(_owned)) one.Dispose();
    }

    private const int SeriesOfABox = 300;
    private const int MailsOfABox = SeriesOfABox * 4;

    private async Task LoadAsync(Trib trib, int nodes)
    {
        var (servers, load) = Prepare(trib, nodes);
        using var stop = new CancellationTokenSource();
        var importing = Task.Run(() => ImportUntil(trib, mayFail: false, stop.Token));
        await load.RunAsync(Readers, Writers, HowLong);
        await stop.CancelAsync();
        var imported = await importing;

        Console.Write(string.Create(CultureInfo.InvariantCulture, $"{nodes} node(s), {HowLong.TotalSeconds:0} s, {imported.Count * MailsOfABox} messages imported beside it\n{load.Tell()}"));
        load.Errors.Take(5).ShouldBeEmpty();
        load.Refusals.Take(5).ShouldBeEmpty();
        imported.ShouldNotBeEmpty();
        await load.CheckAsync();
        foreach (var server in servers) server.Errors.ShouldBeEmpty();
    }

    private (RunningServer[] Servers, LoadRun Load) Prepare(Trib trib, int nodes)
    {
        const int series = Writers * 2 / PatchesOfASeries;
        trib.Import(trib.Write("first.mbox", Letters.Mbox([.. Enumerable.Range(0, series).SelectMany(static number => Letters.Series($"work{number}", PatchesOfASeries))])));
        trib.Run("user", "add", "mara", "--email", "mara@example.org", "--maintainer", "netdevbpf").ShouldSucceed();
        var token = trib.Run("token", "add", "mara").ShouldSucceed().Output.Trim();
        var servers = Enumerable.Range(0, nodes).Select(_ => Own(new RunningServer(trib))).ToArray();
        using var client = new HttpClient();
        var listed = JsonDocument.Parse(client.GetStringAsync(new Uri($"{servers[0].Address}/api/patches/?order=id&per_page=250")).GetAwaiter().GetResult());
        long[] patches = [.. listed.RootElement.EnumerateArray().Select(static patch => patch.GetProperty("id").GetInt64())];
        patches.Length.ShouldBe(Writers * 2);
        return (servers, Own(new LoadRun([.. servers.Select(static server => server.Address)], token, patches)));
    }

    // One mailbox after the other; gives those that were begun.
    private static List<string> ImportUntil(Trib trib, bool mayFail, CancellationToken stop)
    {
        var boxes = new List<string>();
        for (var box = 0; !stop.IsCancellationRequested; box++)
        {
            var path = trib.Write($"box{box}.mbox", Letters.Mbox([.. Enumerable.Range(0, SeriesOfABox).SelectMany(number => Letters.Series($"box{box}n{number}", 3))]));
            boxes.Add(path);
            var result = trib.Run("import", "--json", path);
            if (result.ExitCode == 0) result.Counts.Sum.ShouldBe(MailsOfABox);
            else if (mayFail) result.ShouldFail(3, "");
            else result.ShouldSucceed();
        }

        return boxes;
    }

    private T Own<T>(T one)
        where T : IDisposable
    {
        _owned.Add(one);
        return one;
    }
}
