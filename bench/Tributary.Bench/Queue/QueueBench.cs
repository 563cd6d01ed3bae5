using System.Globalization;
using Tributary.Store;

namespace Tributary.Bench;

/// <summary>Times the queue, its filters and one series with few and with many patches, and the search, in one run.</summary>
internal static class QueueBench
{
    private const double RatioAim = 1.3;
    private const double ListedAim = 20;
    private const double OtherAim = 100;

    /// <summary>Runs it and prints a table.</summary>
    /// <param name="args"><c>--sizes --search --data --database --rounds --clock --only</c>, each with a value.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancel)
    {
        var sizes = Value(args, "--sizes", "10000,1000000").Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture)).ToList();
        var rounds = int.Parse(Value(args, "--rounds", "60"), CultureInfo.InvariantCulture);
        var folder = Value(args, "--data", Path.Combine(Path.GetTempPath(), "tributary-bench"));
        var byProcessor = Value(args, "--clock", "wall") is "processor";
        var url = Value(args, "--database", "") is { Length: > 0 } given ? given : null;
        var sites = new List<QueueSite>();
        foreach (var size in sizes) sites.Add(await QueueSite.OpenAsync(size, folder, url, cancel));
        var documents = long.Parse(Value(args, "--search", "200000"), CultureInfo.InvariantCulture);
        if (documents > 0)
        {
            foreach (var site in sites) await new WordFiller(site.Database).FillAsync(documents, cancel);
        }

        PrintHead(sites);
        var failed = 0;
        var only = Value(args, "--only", "");
        var questions = documents > 0 ? QueueQuestions.Everything.AddRange(QueueQuestions.Searches) : QueueQuestions.Everything;
        foreach (var question in questions.Where(question => question.Name.Contains(only, StringComparison.Ordinal))) failed += Print(question, await QueueTiming.MeasureAsync(question, sites, rounds, byProcessor)) ? 0 : 1;
        foreach (var site in sites) await site.DisposeAsync();
        Console.WriteLine(failed == 0 ? "\nAll within the aim." : $"\n{failed} over the aim.");
        return failed == 0 ? 0 : 1;
    }

    private static void PrintHead(List<QueueSite> sites)
    {
        var description = sites[0].Database.Description;
        Console.WriteLine($"{description.Kind} {description.Version}; milliseconds, p50 and p95; aim: listed at most {RatioAim} times the p50 of the smallest and p95 under {ListedAim} ms, others under {OtherAim} ms\n");
        Console.WriteLine($"| question | {string.Join(" | ", sites.Select(site => $"{site.Patches:N0} p50 | p95"))} | ratio p50 | rows | aim |");
        Console.WriteLine($"| --- |{string.Concat(Enumerable.Repeat(" ---: |", (sites.Count * 2) + 2))} --- |");
    }

    private static bool Print(QueueQuestion question, QueueTiming[] times)
    {
        var ratio = times[^1].Median / times[0].Median;

        // Where the small database has fewer lines to give, its time says nothing of the large one's.
        var isAlike = times[0].Rows >= times[^1].Rows * 0.95;
        var holds = question.IsListed ? (ratio <= RatioAim || !isAlike) && times[^1].High < ListedAim : times[^1].High < OtherAim;
        var cells = string.Join(" | ", times.Select(time => string.Create(CultureInfo.InvariantCulture, $"{time.Median:F2} | {time.High:F2}")));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {question.Name} | {cells} | {ratio:F2} | {times[^1].Rows:F0} | {(holds ? "yes" : "NO")}{(!question.IsListed ? " (other)" : isAlike ? "" : " (fewer lines in the small one)")} |"));
        return holds;
    }

    internal static string Value(string[] args, string name, string other) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : other;
}
