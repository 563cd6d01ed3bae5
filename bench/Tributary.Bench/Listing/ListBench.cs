using System.Globalization;
using Dapper;
using Tributary.Store;

namespace Tributary.Bench;

/// <summary>Times every list of the API, its filters, orders and depths, with few and with many patches, in one run.</summary>
internal static class ListBench
{
    private const double RatioAim = 1.3;
    private const double ListedAim = 20;
    private const double OtherAim = 100;

    /// <summary>Runs it and prints a table: a line for each list and filter, and with <c>--full yes</c> for each order and depth.</summary>
    /// <param name="args"><c>--sizes --data --database --rounds --clock --only --full</c>, each with a value.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancel)
    {
        var rounds = int.Parse(QueueBench.Value(args, "--rounds", "40"), CultureInfo.InvariantCulture);
        var byProcessor = QueueBench.Value(args, "--clock", "wall") is "processor";
        var sites = new List<QueueSite>();
        foreach (var size in QueueBench.Value(args, "--sizes", "10000,1000000").Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture)))
            sites.Add(await OpenAsync(size, args, cancel));
        if (rounds == 0) return 0;
        var description = sites[0].Database.Description;
        Console.WriteLine($"{description.Kind} {description.Version}; milliseconds; {sites[0].Patches:N0} against {sites[^1].Patches:N0} patches\n");
        Console.WriteLine("| list and filter | small p50 | large p50 | worst 95 % | of | worst ratio | of | aim |\n| --- | ---: | ---: | ---: | --- | ---: | --- | --- |");
        var (only, isFull) = (QueueBench.Value(args, "--only", ""), QueueBench.Value(args, "--full", "no") is "yes");
        var failed = 0;
        foreach (var group in ListQuestions.All.Where(question => question.Group.Contains(only, StringComparison.Ordinal)).GroupBy(question => question.Group))
        {
            var times = new List<(ListQuestion Question, QueueTiming[] Times)>();
            foreach (var question in group) times.Add((question, await QueueTiming.MeasureAsync(question.ToTimed(), sites, rounds, byProcessor)));
            foreach (var (question, each) in times.Where(_ => isFull)) Print($"- {question.Name}", [(question, each)]);
            failed += Print(group.Key, times) ? 0 : 1;
        }

        foreach (var site in sites) await site.DisposeAsync();
        Console.WriteLine(failed == 0 ? "\nAll within the aim." : $"\n{failed} over the aim.");
        return failed == 0 ? 0 : 1;
    }

    private static bool Print(string name, List<(ListQuestion Question, QueueTiming[] Times)> times)
    {
        // Where the small database has fewer rows to give, its time says nothing of the large one's.
        var alike = times.Where(each => each.Times[0].Rows >= each.Times[^1].Rows * 0.95).OrderByDescending(each => Ratio(each.Times)).ToList();
        var slowest = times.MaxBy(each => each.Times[^1].High);
        var isListed = times[0].Question.IsListed;
        var holds = slowest.Times[^1].High < (isListed ? ListedAim : OtherAim) && (!isListed || alike.Count == 0 || Ratio(alike[0].Times) <= RatioAim);
        var ratio = alike.Count == 0 ? "– | |" : string.Create(CultureInfo.InvariantCulture, $"{Ratio(alike[0].Times):F2} | {alike[0].Question.Name} |");
        var aim = $"{(holds ? "yes" : "NO")}{(isListed ? "" : " (other)")}";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {Middle(times, 0):F2} | {Middle(times, ^1):F2} | {slowest.Times[^1].High:F2} | {slowest.Question.Name} | {ratio} {aim} |"));
        return holds;
    }

    private static double Ratio(QueueTiming[] times) => times[^1].Median / times[0].Median;

    private static double Middle(List<(ListQuestion Question, QueueTiming[] Times)> times, Index site) =>
        times.Select(each => each.Times[site].Median).Order().ElementAt(times.Count / 2);

    /// <summary>The database of a size with the rows of the API; they are made where they are not there yet.</summary>
    public static async Task<QueueSite> OpenAsync(int size, string[] args, CancellationToken cancel)
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
