using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Workflow;

/// <summary>By how many business days answers and decisions are counted. The numbers are stored.</summary>
public static class FeedbackBuckets
{
    /// <summary>The bucket of series that wait still.</summary>
    public const int Waiting = 8;

    /// <summary>The bucket of series that never got one, and wait for none any more.</summary>
    public const int Never = 9;

    // Up to so many business days, in order: below half a day, a day, two, three, five, ten, twenty; and the rest.
    private static readonly ImmutableArray<double> Ends = [0.5, 1, 2, 3, 5, 10, 20];

    /// <summary>All buckets of things that were done, in order.</summary>
    public static ImmutableArray<int> Done { get; } = [.. Enumerable.Range(0, Ends.Length + 1)];

    /// <summary>The bucket of a span.</summary>
    /// <param name="span">Hundredths of a business day; null: it was not done.</param>
    /// <param name="owes">Who owes the next move.</param>
    public static int Of(long? span, Owing owes)
    {
        if (span is not { } hundredths) return owes is Owing.Nobody ? Never : Waiting;
        for (var bucket = 0; bucket < Ends.Length; bucket++)
        {
            if (hundredths <= Ends[bucket] * 100) return bucket;
        }

        return Ends.Length;
    }

    /// <summary>What a bucket holds, e.g. <c>≤ 2</c>.</summary>
    public static string TitleOf(int bucket) => bucket switch
    {
        Waiting => "waiting",
        Never => "never",
        _ when bucket < Ends.Length => string.Create(CultureInfo.InvariantCulture, $"≤ {Ends[bucket]}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"> {Ends[^1]}"),
    };

    /// <summary>The longest span of a bucket in business days; null for the last and for what was not done.</summary>
    public static double? EndOf(int bucket) => bucket < Ends.Length ? Ends[bucket] : null;

    /// <summary>The week of a time, counted from Monday 1970-01-05, UTC.</summary>
    public static long WeekOf(DateTimeOffset time) => ((time.ToUnixTimeSeconds() / 86_400) - 4) / 7;

    /// <summary>The Monday of a week.</summary>
    public static DateOnly DayOf(long week) => new DateOnly(1970, 1, 5).AddDays((int)week * 7);
}
