using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>What the page of feedback shows: how long answers and decisions took, by week, tree and delegate.</summary>
public sealed record FeedbackModel
{
    /// <summary>The project.</summary>
    public required StoredProject Project { get; init; }

    /// <summary>The first week (<see cref="FeedbackBuckets.WeekOf"/>).</summary>
    public required long First { get; init; }

    /// <summary>The last week.</summary>
    public required long Last { get; init; }

    /// <summary>No newer week holds any series.</summary>
    public required bool IsNewest { get; init; }

    /// <summary>The time of the page.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The kept counts of those weeks.</summary>
    public required ImmutableArray<FeedbackCount> Counts { get; init; }

    /// <summary>Business days within which an answer is promised.</summary>
    public required int Promise { get; init; }

    /// <summary>Feedback takes usually from so many business days on.</summary>
    public required int UsualFrom { get; init; }

    /// <summary>To so many.</summary>
    public required int UsualTo { get; init; }

    /// <summary>How many series are overdue now, counted up to a limit.</summary>
    public required long Overdue { get; init; }

    /// <summary>The days and the promise as they are set, by name.</summary>
    public required ImmutableSortedDictionary<string, string> Words { get; init; }

    /// <summary>All of one measure.</summary>
    public FeedbackSum Whole(bool isDecision) => Sum("", Counts.Where(count => count.IsDecision == isDecision));

    /// <summary>One measure by week, every week of the span.</summary>
    public ImmutableArray<FeedbackSum> ByWeek(bool isDecision)
    {
        var counts = Counts.Where(count => count.IsDecision == isDecision).ToLookup(count => count.Week);
        return [.. Enumerable.Range(0, (int)(Last - First + 1)).Select(step => Sum(FeedbackBuckets.DayOf(First + step).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), counts[First + step]))];
    }

    /// <summary>One measure by tree, the busiest first; without a name where they have none.</summary>
    public ImmutableArray<FeedbackSum> ByTree(bool isDecision) => By(isDecision, count => count.Tree);

    /// <summary>One measure by delegate, the busiest first; without a name where they have none.</summary>
    public ImmutableArray<FeedbackSum> ByDelegate(bool isDecision) => By(isDecision, count => count.Delegate);

    private ImmutableArray<FeedbackSum> By(bool isDecision, Func<FeedbackCount, string> key) =>
        [.. Counts.Where(count => count.IsDecision == isDecision).GroupBy(key, StringComparer.Ordinal).Select(group => Sum(group.Key, group)).OrderByDescending(sum => sum.Total).ThenBy(sum => sum.Name, StringComparer.Ordinal)];

    private FeedbackSum Sum(string name, IEnumerable<FeedbackCount> counts)
    {
        var totals = new long[FeedbackBuckets.Never + 1];
        foreach (var count in counts) totals[count.Bucket] += count.Total;
        return new(name, [.. totals], Promise);
    }
}

/// <summary>How many series took how long.</summary>
/// <param name="Name">Of which week, tree or delegate.</param>
/// <param name="Totals">How many, by bucket (<see cref="FeedbackBuckets"/>).</param>
/// <param name="Promise">Business days within which an answer is promised.</param>
public sealed record FeedbackSum(string Name, ImmutableArray<long> Totals, int Promise)
{
    /// <summary>All of them.</summary>
    public long Total => Totals.Sum();

    /// <summary>Those that were answered, or decided.</summary>
    public long Done => FeedbackBuckets.Done.Sum(bucket => Totals[bucket]);

    /// <summary>Those that wait still.</summary>
    public long Waiting => Totals[FeedbackBuckets.Waiting];

    /// <summary>Those that never got it, and wait no more.</summary>
    public long Never => Totals[FeedbackBuckets.Never];

    /// <summary>Those that were done within what is promised; of whole buckets only, so never too many.</summary>
    public long Within => FeedbackBuckets.Done.Where(bucket => FeedbackBuckets.EndOf(bucket) <= Promise).Sum(bucket => Totals[bucket]);

    /// <summary>The bucket in which the middle one of those done lies; null where none was.</summary>
    public int? Middle
    {
        get
        {
            var (seen, half) = (0L, (Done + 1) / 2);
            foreach (var bucket in FeedbackBuckets.Done)
            {
                seen += Totals[bucket];
                if (seen >= half && seen > 0) return bucket;
            }

            return null;
        }
    }
}
