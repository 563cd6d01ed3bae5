using System.Globalization;

namespace Tributary.Server;

/// <summary>Dates as git takes them that count from now: <c>2.weeks.ago</c>, <c>yesterday</c>, <c>last.month</c>, <c>last.friday</c>.</summary>
internal static class RelativeDate
{
    private const int MostCount = 100_000;

    /// <summary>Reads one: when it begins and when it ends; null if it is none.</summary>
    public static (DateTimeOffset Start, DateTimeOffset End)? Read(string text, DateTimeOffset now)
    {
        var words = text.ToLowerInvariant().Split(['.', ' ', '_', '-'], StringSplitOptions.RemoveEmptyEntries);
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        return words switch
        {
            ["now"] => (now, now.AddSeconds(1)),
            ["today" or "midnight"] => Day(today),
            ["yesterday"] => Day(today.AddDays(-1)),
            ["last", var unit] => Back(now, 1, unit) is { } then ? (then, then.AddDays(1)) : LastWeekday(today, unit),
            [.., "ago"] => Ago(words.AsSpan(0, words.Length - 1), now),
            _ => null,
        };
    }

    private static (DateTimeOffset Start, DateTimeOffset End) Day(DateTimeOffset start) => (start, start.AddDays(1));

    private static (DateTimeOffset Start, DateTimeOffset End)? LastWeekday(DateTimeOffset today, string name)
    {
        for (var days = 1; days <= 7; days++)
        {
            var day = today.AddDays(-days);
            if (name.Length >= 3 && day.DayOfWeek.ToString().StartsWith(name, StringComparison.OrdinalIgnoreCase)) return Day(day);
        }

        return null;
    }

    // "1.year.2.months.ago"
    private static (DateTimeOffset Start, DateTimeOffset End)? Ago(ReadOnlySpan<string> words, DateTimeOffset now)
    {
        if (words.Length is 0 or > 12 || words.Length % 2 != 0) return null;
        var then = now;
        for (var i = 0; i < words.Length; i += 2)
        {
            if (!int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > MostCount) return null;
            if (Back(then, count, words[i + 1]) is not { } before) return null;
            then = before;
        }

        return (then, then.AddDays(1));
    }

    private static DateTimeOffset? Back(DateTimeOffset from, int count, string unit) => unit.TrimEnd('s') switch
    {
        "second" or "sec" => NotBeforeMail(from, TimeSpan.FromSeconds(count)),
        "minute" or "min" => NotBeforeMail(from, TimeSpan.FromMinutes(count)),
        "hour" => NotBeforeMail(from, TimeSpan.FromHours(count)),
        "day" => NotBeforeMail(from, TimeSpan.FromDays(count)),
        "week" => NotBeforeMail(from, TimeSpan.FromDays(7L * count)),
        "month" => count < 12 * 50 ? from.AddMonths(-count) : DateTimeOffset.UnixEpoch,
        "year" => count < 50 ? from.AddYears(-count) : DateTimeOffset.UnixEpoch,
        _ => null,
    };

    private static DateTimeOffset NotBeforeMail(DateTimeOffset from, TimeSpan back) =>
        from - DateTimeOffset.UnixEpoch > back ? from - back : DateTimeOffset.UnixEpoch;
}
