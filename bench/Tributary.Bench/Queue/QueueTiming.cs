using System.Diagnostics;

namespace Tributary.Bench;

/// <summary>A question that is timed.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="IsListed">It is a page or a listed filter, held to the ratio; any other is held to its time alone.</param>
/// <param name="AskAsync">Asks it once, for a round by its number; gives how much came back.</param>
internal sealed record QueueQuestion(string Name, bool IsListed, Func<QueueSite, int, Task<int>> AskAsync);

/// <summary>The times of a question on one size.</summary>
/// <param name="Median">Milliseconds.</param>
/// <param name="High">The 95th percentile, milliseconds.</param>
/// <param name="Rows">What came back, on average.</param>
internal readonly record struct QueueTiming(double Median, double High, double Rows)
{
    /// <summary>Times a question on several sizes in turns, so that what else the machine does falls on all of them.</summary>
    /// <param name="question">The question.</param>
    /// <param name="sites">The sizes.</param>
    /// <param name="rounds">How often.</param>
    /// <param name="byProcessor">Count the time that this process and PostgreSQL's for it spent on a processor: for a machine that is busy.</param>
    public static async Task<QueueTiming[]> MeasureAsync(QueueQuestion question, IReadOnlyList<QueueSite> sites, int rounds, bool byProcessor)
    {
        var times = sites.Select(_ => new List<double>(rounds)).ToArray();
        var rows = new long[sites.Count];
        for (var round = -2; round < rounds; round++)
        {
            for (var i = 0; i < sites.Count; i++)
            {
                if (byProcessor && round <= 0) await sites[i].FindServersAsync();
                var start = Now(sites[i], byProcessor);
                var count = await question.AskAsync(sites[i], Math.Abs(round));
                var time = (Now(sites[i], byProcessor) - start).TotalMilliseconds;
                if (round < 0) continue;
                times[i].Add(time);
                rows[i] += count;
            }
        }

        return [.. times.Select((each, i) => Of(each, (double)rows[i] / rounds))];
    }

    private static TimeSpan Now(QueueSite site, bool byProcessor) =>
        byProcessor ? Environment.CpuUsage.TotalTime + site.ServerTime : Stopwatch.GetElapsedTime(0);

    private static QueueTiming Of(List<double> times, double rows)
    {
        times.Sort();
        return new(times[times.Count / 2], times[(int)(times.Count * 0.95)], rows);
    }
}
