using System.Globalization;
using Tributary.Server;

namespace Tributary.Bench;

/// <summary>Times answers of the API as a client gets them: over HTTP, from a server beside it in this process, with few and with many patches.</summary>
internal static class ApiPagesBench
{
    private const double RatioAim = 1.3;
    private const double Aim = 20;

    // What git-pw, b4, bots and people ask.
    private static readonly string[] Addresses =
    [
        "", "projects/", "patches/?per_page=30", "patches/?per_page=30&order=-date", "patches/?project=1&state=new&state=under-review&archived=false&per_page=30",
        "patches/?per_page=30&page=last", "series/?per_page=30", "series/?per_page=30&order=-date", "covers/?per_page=30", "events/", "patches/?q=verifier&per_page=30", "patches/?per_page=250",
    ];

    /// <summary>Runs it and prints a table.</summary>
    /// <param name="args"><c>--sizes --data --database --rounds --clock</c>, each with a value.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancel)
    {
        var rounds = int.Parse(QueueBench.Value(args, "--rounds", "60"), CultureInfo.InvariantCulture);
        var byProcessor = QueueBench.Value(args, "--clock", "wall") is "processor";
        var sites = new List<QueueSite>();
        foreach (var size in QueueBench.Value(args, "--sizes", "10000,1000000").Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture)))
            sites.Add(await ListBench.OpenAsync(size, args, cancel));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var clients = new Dictionary<QueueSite, HttpClient>();
        var servers = new List<Task>();
        foreach (var site in sites) servers.Add(await ServeAsync(site, clients, stop.Token));
        Console.WriteLine($"{sites[0].Database.Description.Kind}; milliseconds; {sites[0].Patches:N0} against {sites[^1].Patches:N0} patches\n");
        Console.WriteLine("| address | small p50 | large p50 | large 95 % | ratio |\n| --- | ---: | ---: | ---: | ---: |");
        foreach (var address in Addresses) Print(address, await QueueTiming.MeasureAsync(new(address, IsListed: true, (site, _) => AskAsync(clients[site], address)), sites, rounds, byProcessor));
        await stop.CancelAsync();
        await Task.WhenAll(servers);
        foreach (var client in clients.Values) client.Dispose();
        foreach (var site in sites) await site.DisposeAsync();
        return 0;
    }

    private static async Task<Task> ServeAsync(QueueSite site, Dictionary<QueueSite, HttpClient> clients, CancellationToken cancel)
    {
        var started = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var serving = TributaryServer.RunAsync(new() { Database = site.Database, Urls = ["http://127.0.0.1:0"] }, addresses => started.SetResult(addresses.First()), cancel);
        clients[site] = new() { BaseAddress = new(await started.Task + "/api/1.2/") };
        return serving;
    }

    private static async Task<int> AskAsync(HttpClient client, string address) => (await client.GetByteArrayAsync(new Uri(address, UriKind.Relative))).Length;

    private static void Print(string address, QueueTiming[] times)
    {
        var (small, large) = (times[0], times[^1]);
        var over = large.Median / small.Median > RatioAim || large.High > Aim ? " over" : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `{address}` | {small.Median:F2} | {large.Median:F2} | {large.High:F2} | {large.Median / small.Median:F2}{over} |"));
    }
}
