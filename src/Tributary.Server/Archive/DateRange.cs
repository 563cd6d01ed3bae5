using System.Globalization;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Reads the dates of an archive's search: <c>FROM..TO</c>, each side absent or a date; or one date, which means that day.</summary>
internal static class DateRange
{
    // From digits alone to what people copy; each with how long the time is that it names.
    private static readonly (string Format, TimeSpan Length)[] Forms =
    [
        ("yyyyMMdd", TimeSpan.FromDays(1)), ("yyyy-MM-dd", TimeSpan.FromDays(1)), ("yyyy/MM/dd", TimeSpan.FromDays(1)), ("yyyy.MM.dd", TimeSpan.FromDays(1)),
        ("yyyyMMddHHmmss", TimeSpan.FromSeconds(1)), ("yyyyMMdd'T'HHmmss", TimeSpan.FromSeconds(1)), ("yyyyMMdd'T'HHmmss'Z'", TimeSpan.FromSeconds(1)),
        ("yyyy-MM-dd'T'HH:mm:ss", TimeSpan.FromSeconds(1)), ("yyyy-MM-dd'T'HH:mm:ss'Z'", TimeSpan.FromSeconds(1)), ("yyyy-MM-dd HH:mm:ss", TimeSpan.FromSeconds(1)),
        ("yyyy-MM-dd'T'HH:mm", TimeSpan.FromMinutes(1)), ("yyyy-MM-dd HH:mm", TimeSpan.FromMinutes(1)),
    ];

    /// <summary>Reads a range, or null if it is none.</summary>
    /// <param name="text">What stood behind <c>d:</c>.</param>
    /// <param name="now">The time from which <c>2.weeks.ago</c> counts.</param>
    public static DateSpan? Read(string text, DateTimeOffset now)
    {
        text = text.Trim();
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0) return ReadDate(text, now) is { } date ? new(date.Start, date.End) : null;
        var (from, until) = (text[..dots].Trim(), text[(dots + 2)..].Trim());
        var (start, end) = (ReadDate(from, now), ReadDate(until, now));
        if ((start is null && from.Length > 0) || (end is null && until.Length > 0)) return null;
        return new(start?.Start ?? DateTimeOffset.UnixEpoch, end?.End);
    }

    private static (DateTimeOffset Start, DateTimeOffset End)? ReadDate(string text, DateTimeOffset now)
    {
        foreach (var (format, length) in Forms)
        {
            if (DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
                return (date, date.Year < 9999 ? date + length : date);
        }

        if (DateTimeOffset.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var month))
            return (month, month.Year < 9999 ? month.AddMonths(1) : month);
        if (text.Length == 4 && DateTimeOffset.TryParseExact(text, "yyyy", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var year))
            return (year, year.Year < 9999 ? year.AddYears(1) : year);
        if (text.Length is 9 or 10 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return (DateTimeOffset.FromUnixTimeSeconds(seconds), DateTimeOffset.FromUnixTimeSeconds(seconds + 1));
        return RelativeDate.Read(text, now);
    }
}
