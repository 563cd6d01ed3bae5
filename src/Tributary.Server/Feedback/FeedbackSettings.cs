using System.Collections.Immutable;
using System.Globalization;
using Tributary.Policy;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>The feedback clock of a project: its days, its promise, and whose answers are those of a maintainer. What its maintainers did not set is the profile's.</summary>
public sealed record FeedbackSettings
{
    /// <summary>The setting of the zone, e.g. <c>Europe/Berlin</c>.</summary>
    public const string Zone = "feedback-zone";

    /// <summary>The setting of the free days of the week, parted by spaces: <c>saturday sunday</c>.</summary>
    public const string Weekend = "feedback-weekend";

    /// <summary>The setting of the holidays, days parted by spaces: <c>2026-12-25 2027-01-01</c>.</summary>
    public const string Holidays = "feedback-holidays";

    /// <summary>The setting of the business days after which an answer is overdue.</summary>
    public const string OverdueAfter = "feedback-overdue-after";

    // A promise of more days than this is none.
    private const int MostDays = 100;

    /// <summary>The rules of the clock.</summary>
    public required FeedbackRules Rules { get; init; }

    /// <summary>The addresses, lower case, whose answers are those of a maintainer.</summary>
    public required ImmutableHashSet<string> Maintainers { get; init; }

    /// <summary>The addresses, lower case, whose answers are notices of acceptance.</summary>
    public required ImmutableHashSet<string> NoticesFrom { get; init; }

    /// <summary>The words of its settings as they hold, by name: the project's own, else the profile's.</summary>
    public required ImmutableSortedDictionary<string, string> Words { get; init; }

    /// <summary>All in one text: what was computed with the same text need not be computed again.</summary>
    public string Fingerprint => string.Join('\n', Words.Select(pair => $"{pair.Key}={pair.Value}").Concat(Maintainers.Order(StringComparer.Ordinal)).Concat(NoticesFrom.Order(StringComparer.Ordinal)));

    /// <summary>What holds for a project.</summary>
    /// <param name="values">The profile's values.</param>
    /// <param name="settings">The project's settings by name; those that are no sense are passed over.</param>
    /// <param name="users">The addresses of the users who maintain it, lower case.</param>
    public static FeedbackSettings Of(FeedbackValues values, IReadOnlyDictionary<string, string> settings, IEnumerable<string> users)
    {
        var words = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new KeyValuePair<string, string>[]
        {
            new(Zone, Given(Zone) ?? values.Zone), new(Weekend, Given(Weekend) ?? string.Join(' ', values.Weekend.Select(day => day.ToString().ToLowerInvariant()))),
            new(Holidays, Given(Holidays) ?? string.Join(' ', values.Holidays.Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))),
            new(OverdueAfter, Given(OverdueAfter) ?? values.OverdueAfter.ToString(CultureInfo.InvariantCulture)),
        });
        return new()
        {
            Rules = TryRead(words, out var rules, out _) ? rules : new(BusinessCalendar.Plain, values.OverdueAfter), Words = words,
            Maintainers = values.Maintainers.Concat(users).ToImmutableHashSet(StringComparer.Ordinal), NoticesFrom = values.NoticesFrom.ToImmutableHashSet(StringComparer.Ordinal),
        };

        string? Given(string name) => settings.TryGetValue(name, out var text) && IsSense(name, text) ? text : null;
    }

    /// <summary>Reads the words of the settings.</summary>
    /// <param name="words">All four, by name.</param>
    /// <param name="rules">The rules that they make.</param>
    /// <param name="fault">Which setting is no sense, and why; null where all are.</param>
    public static bool TryRead(IReadOnlyDictionary<string, string> words, out FeedbackRules rules, out (string Name, string Why)? fault)
    {
        rules = new(BusinessCalendar.Plain, 1);
        var weekend = words[Weekend].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ReadDayOfWeek).ToList();
        var holidays = words[Holidays].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ReadDay).ToList();
        fault = weekend.Contains(null) ? (Weekend, "Name days of the week, parted by spaces: saturday sunday.")
            : holidays.Contains(null) ? (Holidays, "Name days, parted by spaces: 2026-12-25 2027-01-01.")
            : !int.TryParse(words[OverdueAfter], NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is < 1 or > MostDays ? (OverdueAfter, $"Name a number of business days from 1 to {MostDays}.")
            : !BusinessCalendar.TryMake(words[Zone], weekend.OfType<DayOfWeek>(), holidays.OfType<DateOnly>(), out var calendar) ? (Zone, "Name a zone of the tz database, such as Europe/Berlin, and leave a day of the week to work on.")
            : Keep(calendar, days, ref rules);
        return fault is null;
    }

    private static (string Name, string Why)? Keep(BusinessCalendar calendar, int days, ref FeedbackRules rules)
    {
        rules = new(calendar, days);
        return null;
    }

    private static bool IsSense(string name, string text)
    {
        var plain = new Dictionary<string, string>(StringComparer.Ordinal) { [Zone] = "UTC", [Weekend] = "", [Holidays] = "", [OverdueAfter] = "1" };
        plain[name] = text;
        return TryRead(plain, out _, out _);
    }

    private static DayOfWeek? ReadDayOfWeek(string word) => Enum.TryParse<DayOfWeek>(word, ignoreCase: true, out var day) && !char.IsAsciiDigit(word[0]) && word[0] is not ('-' or '+') ? day : null;

    private static DateOnly? ReadDay(string word) => DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
