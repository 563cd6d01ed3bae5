using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Workflow;

/// <summary>Reads the merge window from mainline's tags (TREE-7), with a forecast of what is next.</summary>
public static class WindowRules
{
    // What has held for years where the tags tell nothing else: two weeks open, then seven candidates a week apart and the release a week after.
    private const int UsualOpen = 14;
    private const int UsualClosed = 49;

    // So many of the last cycles are looked at.
    private const int Cycles = 6;

    /// <summary>How the window stands at a time.</summary>
    /// <param name="tags">Mainline's tags, in any order.</param>
    /// <param name="now">The time; tags made later do not count.</param>
    /// <returns>Null where there is no tag yet.</returns>
    public static WindowStanding? Read(IEnumerable<KernelTag> tags, DateTimeOffset now)
    {
        var known = tags.Where(tag => tag.At <= now).OrderBy(tag => tag.Order).ToImmutableArray();
        if (known.IsEmpty) return null;
        var newest = known[^1];
        var (open, closed) = (Middle(Spans(known, isOpen: true), UsualOpen), Middle(Spans(known, isOpen: false), UsualClosed));
        if (newest.Candidate is null)
        {
            var closes = Forecast(newest.At, open, now);
            return new()
            {
                IsOpen = true, Newest = newest, Coming = newest.NextRelease, Since = newest.At, ChangesAbout = closes, ClosesAbout = closes, OpensAbout = closes.AddDays(closed),
                Reason = $"{newest.Name} was released on {Day(newest.At)}, and {newest.NextRelease}-rc1 is not there yet.",
            };
        }

        // A first candidate that is not here (a clone that is not whole) is taken to be the oldest that is.
        var first = known.First(tag => tag.Release == newest.Release);
        var opens = Forecast(first.At, closed, now);
        return new()
        {
            IsOpen = false, Newest = newest, Coming = newest.Release, Since = first.At, ChangesAbout = opens, OpensAbout = opens, ClosesAbout = opens.AddDays(open),
            Reason = $"{first.Name} was tagged on {Day(first.At)}, and {newest.Release} is not released yet.",
        };
    }

    // Whole weeks are added while a date lies in the past: a release that is late is late by a week.
    private static DateOnly Forecast(DateTimeOffset from, int days, DateTimeOffset now)
    {
        var (day, today) = (DateOnly.FromDateTime(from.UtcDateTime).AddDays(days), DateOnly.FromDateTime(now.UtcDateTime));
        return day >= today ? day : day.AddDays((today.DayNumber - day.DayNumber + 6) / 7 * 7);
    }

    // From a release to the first candidate of the next, or from that to its release.
    private static List<int> Spans(ImmutableArray<KernelTag> tags, bool isOpen)
    {
        var turns = tags.Where(tag => tag.Candidate is null or 1).ToList();
        return [.. turns.Zip(turns.Skip(1)).Where(pair => pair.First.Candidate is null == isOpen && pair.Second.Candidate is null != isOpen)
            .Select(pair => (int)Math.Round((pair.Second.At - pair.First.At).TotalDays)).Where(days => days is > 0 and < 200).TakeLast(Cycles)];
    }

    private static int Middle(List<int> spans, int usual) => spans.Count < 3 ? usual : spans.Order().ElementAt(spans.Count / 2);

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
