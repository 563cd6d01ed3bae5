namespace Tributary.Server.Tests;

public sealed class DateRangeTests
{
    private static readonly DateTimeOffset Now = new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);

    [Theory]
    [InlineData("20240102", "2024-01-02 00:00:00", "2024-01-03 00:00:00")]
    [InlineData("20240102..", "2024-01-02 00:00:00", "")]
    [InlineData("..20240102", "1970-01-01 00:00:00", "2024-01-03 00:00:00")]
    [InlineData("20240102..20240103", "2024-01-02 00:00:00", "2024-01-04 00:00:00")]
    [InlineData("2024-01-02..", "2024-01-02 00:00:00", "")]
    [InlineData("20240102030405..", "2024-01-02 03:04:05", "")]
    [InlineData("2024-01-02T03:04:05Z..", "2024-01-02 03:04:05", "")]
    [InlineData("1704164645..", "2024-01-02 03:04:05", "")]
    [InlineData("2.weeks.ago..", "2024-04-22 07:08:09", "")]
    [InlineData("1.year.2.months.ago..", "2023-03-06 07:08:09", "")]
    [InlineData("last.month..yesterday", "2024-04-06 07:08:09", "2024-05-06 00:00:00")]
    [InlineData("yesterday", "2024-05-05 00:00:00", "2024-05-06 00:00:00")]
    [InlineData("last.friday..", "2024-05-03 00:00:00", "")]
    [InlineData("99999.weeks.ago..", "1970-01-01 00:00:00", "")]
    [InlineData("..", "1970-01-01 00:00:00", "")]
    [InlineData("99991231..99991231", "9999-12-31 00:00:00", "9999-12-31 00:00:00")]
    public void Range_WhenRead_ThenItHasItsEnds(string text, string from, string until)
    {
        var span = DateRange.Read(text, Now)!;

        span.From.ToString("u").TrimEnd('Z').ShouldBe(from);
        (span.Until?.ToString("u").TrimEnd('Z') ?? "").ShouldBe(until);
    }

    [Theory]
    [InlineData("someday")]
    [InlineData("20241399")]
    [InlineData("20240101..someday")]
    [InlineData("1000000.weeks.ago")]
    [InlineData("ago")]
    [InlineData("")]
    public void Range_WhenItIsNone_ThenItIsNull(string text) => DateRange.Read(text, Now).ShouldBeNull();
}
