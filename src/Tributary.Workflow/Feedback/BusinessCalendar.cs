using System.Collections.Immutable;
using NodaTime;

namespace Tributary.Workflow;

/// <summary>
/// Which days people work on (SUB-6): a zone, the days of the week that are free, and holidays. Time is measured in business days: from Tuesday noon to Friday noon
/// are three, and what comes on a free day counts from the beginning of the next business day.
/// </summary>
public sealed class BusinessCalendar
{
    // A Monday. Days before it count downwards.
    private static readonly LocalDate Start = new(1970, 1, 5);

    private readonly DateTimeZone zone;
    private readonly ImmutableArray<IsoDayOfWeek> free;
    private readonly ImmutableArray<int> holidays;

    private BusinessCalendar(DateTimeZone zone, ImmutableArray<IsoDayOfWeek> free, IEnumerable<DateOnly> holidays)
    {
        (this.zone, this.free) = (zone, free);
        this.holidays = [.. holidays.Select(day => Number(new LocalDate(day.Year, day.Month, day.Day))).Where(day => !IsFreeWeekday(day)).Distinct().Order()];
    }

    /// <summary>Monday to Friday in UTC, without holidays.</summary>
    public static BusinessCalendar Plain { get; } = new(DateTimeZone.Utc, [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday], []);

    /// <summary>Makes a calendar.</summary>
    /// <param name="zone">A zone of the tz database, e.g. <c>Europe/Berlin</c>.</param>
    /// <param name="weekend">The days of the week that are free; not all seven.</param>
    /// <param name="holidays">The days that are free beside them.</param>
    /// <param name="calendar">The calendar; <see cref="Plain"/> when it cannot be.</param>
    /// <returns>False when there is no such zone, or no day is left to work on.</returns>
    public static bool TryMake(string zone, IEnumerable<DayOfWeek> weekend, IEnumerable<DateOnly> holidays, out BusinessCalendar calendar)
    {
        calendar = Plain;
        ImmutableArray<IsoDayOfWeek> freeDays = [.. weekend.Select(day => day == DayOfWeek.Sunday ? IsoDayOfWeek.Sunday : (IsoDayOfWeek)(int)day).Distinct()];
        if (freeDays.Length > 6 || DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not { } found) return false;
        calendar = new(found, freeDays, holidays);
        return true;
    }

    /// <summary>The zone's name.</summary>
    public string Zone => zone.Id;

    /// <summary>Business days between two times, with their part of a day; 0 when the second is not later.</summary>
    public double Between(DateTimeOffset from, DateTimeOffset to) => to <= from ? 0 : Place(to).Minus(Place(from));

    /// <summary>The time that lies so many business days after another.</summary>
    /// <param name="from">The time.</param>
    /// <param name="days">How many; 0 or more.</param>
    public DateTimeOffset Add(DateTimeOffset from, int days)
    {
        var (count, part) = Place(from);
        var whole = count + days;
        // The first day of whose end more than so many business days have passed.
        var day = Number(LocalDateOf(from));
        while (CountBefore(day + 1) <= whole) day += Math.Max(1, whole - CountBefore(day + 1));
        while (CountBefore(day) > whole) day--;
        while (IsFree(day)) day++;
        var (begin, end) = Bounds(day);
        return (begin + Duration.FromTicks(Math.Round((end - begin).TotalTicks * part))).ToDateTimeOffset();
    }

    /// <summary>The day of a time in the calendar's zone.</summary>
    public DateOnly DayOf(DateTimeOffset time) => LocalDateOf(time).ToDateOnly();

    /// <summary>True for a day on which people work.</summary>
    public bool IsBusinessDay(DateOnly day) => !IsFree(Number(LocalDate.FromDateOnly(day)));

    // How many business days lie behind a time, counted from the start, with its part of the day that it falls on.
    private DayPlace Place(DateTimeOffset time)
    {
        var day = Number(LocalDateOf(time));
        var count = CountBefore(day);
        if (IsFree(day)) return new(count, 0);
        var (begin, end) = Bounds(day);
        return new(count, (Instant.FromDateTimeOffset(time) - begin) / (end - begin));
    }

    private LocalDate LocalDateOf(DateTimeOffset time) => Instant.FromDateTimeOffset(time).InZone(zone).Date;

    // A day of 23 or 25 hours is a day.
    private (Instant Begin, Instant End) Bounds(int day)
    {
        var date = Start.PlusDays(day);
        return (zone.AtStartOfDay(date).ToInstant(), zone.AtStartOfDay(date.PlusDays(1)).ToInstant());
    }

    private int CountBefore(int day)
    {
        var (weeks, rest) = (Math.DivRem(day - Mod(day), 7).Quotient, Mod(day));
        var count = weeks * (7 - free.Length);
        for (var weekday = 0; weekday < rest; weekday++) count += free.Contains((IsoDayOfWeek)(weekday + 1)) ? 0 : 1;
        var found = holidays.BinarySearch(day);
        return count - (found < 0 ? ~found : found);
    }

    private bool IsFree(int day) => IsFreeWeekday(day) || holidays.BinarySearch(day) >= 0;

    private bool IsFreeWeekday(int day) => free.Contains((IsoDayOfWeek)(Mod(day) + 1));

    private static int Mod(int day) => ((day % 7) + 7) % 7;

    private static int Number(LocalDate date) => Period.DaysBetween(Start, date);

    // Apart, so that a time a whole number of days later is exact.
    private readonly record struct DayPlace(int Count, double Part)
    {
        public double Minus(DayPlace other) => Count - other.Count + (Part - other.Part);
    }
}
