using FsCheck;
using FsCheck.Fluent;

namespace Tributary.Workflow.Tests;

[Trait("Clause", "SUB-6")]
public sealed class BusinessCalendarTests
{
    [Theory]
    [InlineData("2024-11-12T12:00Z", 3, "2024-11-15T12:00Z")]
    [InlineData("2024-11-14T12:00Z", 3, "2024-11-19T12:00Z")]
    [InlineData("2024-11-16T09:00Z", 3, "2024-11-21T00:00Z")]
    [InlineData("2024-11-15T23:59Z", 0, "2024-11-15T23:59Z")]
    [InlineData("2024-11-16T09:00Z", 0, "2024-11-18T00:00Z")]
    [InlineData("1969-12-31T12:00Z", 3, "1970-01-05T12:00Z")]
    public void Add_WhenWeekendsLieBetween_ThenTheyDoNotCount(string from, int days, string until) =>
        BusinessCalendar.Plain.Add(At(from), days).ShouldBe(At(until));

    [Fact]
    public void Add_WhenAHolidayLiesBetween_ThenItDoesNotCount()
    {
        BusinessCalendar.TryMake("UTC", [DayOfWeek.Saturday, DayOfWeek.Sunday], [new(2024, 12, 25), new(2024, 12, 26)], out var calendar).ShouldBeTrue();
        calendar.Add(At("2024-12-24T10:00Z"), 1).ShouldBe(At("2024-12-27T10:00Z"));
        calendar.Add(At("2024-12-25T10:00Z"), 1).ShouldBe(At("2024-12-30T00:00Z"));
        calendar.IsBusinessDay(new(2024, 12, 25)).ShouldBeFalse();
    }

    [Fact]
    public void Between_WhenTheZoneIsAhead_ThenItsDaysCount()
    {
        BusinessCalendar.TryMake("Asia/Tokyo", [DayOfWeek.Saturday, DayOfWeek.Sunday], [], out var calendar).ShouldBeTrue();
        // Friday evening in UTC is Saturday there.
        calendar.Between(At("2024-11-15T16:00Z"), At("2024-11-16T16:00Z")).ShouldBe(0);
        calendar.DayOf(At("2024-11-15T16:00Z")).ShouldBe(new DateOnly(2024, 11, 16));
    }

    [Fact]
    public void Between_WhenTheClocksChange_ThenADayIsADay()
    {
        BusinessCalendar.TryMake("Europe/Berlin", [], [], out var calendar).ShouldBeTrue();
        calendar.Between(At("2024-03-30T23:00Z"), At("2024-03-31T22:00Z")).ShouldBe(1, 1e-9);
    }

    [Theory]
    [InlineData("Nowhere/At-all", 2)]
    [InlineData("UTC", 7)]
    public void TryMake_WhenItCannotBe_ThenItIsThePlainOne(string zone, int free)
    {
        BusinessCalendar.TryMake(zone, Enumerable.Range(0, free).Select(day => (DayOfWeek)day), [], out var calendar).ShouldBeFalse();
        calendar.ShouldBeSameAs(BusinessCalendar.Plain);
    }

    [Fact]
    public void Add_WhenItIsMeasured_ThenSoManyDaysLieBetween()
    {
        var zones = Gen.Elements("UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata");
        var cases = from zone in zones from minute in Gen.Choose(0, 40_000_000) from days in Gen.Choose(0, 60) from holiday in Gen.Choose(0, 27_000) select (zone, minute, days, holiday);
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            BusinessCalendar.TryMake(one.zone, [DayOfWeek.Friday, DayOfWeek.Saturday], [new DateOnly(1970, 1, 1).AddDays(one.holiday), new DateOnly(1970, 1, 1).AddDays((one.minute / 1440) + 3)], out var calendar);
            var from = DateTimeOffset.UnixEpoch.AddMinutes(one.minute);
            var until = calendar.Add(from, one.days);
            return Math.Abs(calendar.Between(from, until) - one.days) < 1e-6 && until >= from && calendar.IsBusinessDay(calendar.DayOf(until));
        }).QuickCheckThrowOnFailure();
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}
