using System.Globalization;
using Dapper;
using Tributary.Store;

namespace Tributary.Bench;

/// <summary>Times every list of the API, its filters, orders and depths, with few and with many patches, in one run.</summary>
internal static class ListBench
{
    /// <summary>Runs it and prints a table.</summary>
    /// <param name="args"><c>--sizes --data --database --rounds --clock --only</c>, each with a value.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancel)
    {
        var rounds = int.Parse(QueueBench.Value(args, "--rounds", "60"), CultureInfo.InvariantCulture);
        var byProcessor = QueueBench.Value(args, "--clock", "wall") is "processor";
        var sites = new List<QueueSite>();
        foreach (var size in QueueBench.Value(args, "--sizes", "10000,1000000").Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture)))
            sites.Add(await OpenAsync(size, args, cancel));
        if (rounds == 0) return 0;
        QueueBench.PrintHead(sites);
        var failed = 0;
        var only = QueueBench.Value(args, "--only", "");
        foreach (var question in ListQuestions.All.Where(question => question.Name.Contains(only, StringComparison.Ordinal)))
            failed += QueueBench.Print(question, await QueueTiming.MeasureAsync(question, sites, rounds, byProcessor)) ? 0 : 1;
        foreach (var site in sites) await site.DisposeAsync();
        Console.WriteLine(failed == 0 ? "\nAll within the aim." : $"\n{failed} over the aim.");
        return failed == 0 ? 0 : 1;
    }

    private static async Task<QueueSite> OpenAsync(int size, string[] args, CancellationToken cancel)
    {
        var folder = QueueBench.Value(args, "--data", Path.Combine(Path.GetTempPath(), "tributary-bench"));
        var site = await QueueSite.OpenAsync(size, folder, QueueBench.Value(args, "--database", "") is { Length: > 0 } url ? url : null, cancel);
        await using var connection = await site.Database.OpenReadAsync(cancel);
        if (await connection.ExecuteScalarAsync<long>("select count(*) from (select id from patches limit 1) as any_patch") > 0) return site;
        Console.Error.WriteLine($"adding the API's rows to {size:N0} patches …");
        await new ListFiller(site.Database).FillAsync(size, cancel);
        return site;
    }
}
