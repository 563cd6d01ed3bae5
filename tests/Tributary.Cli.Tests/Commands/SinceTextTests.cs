namespace Tributary.Cli.Tests;

public sealed class SinceTextTests
{
    private static readonly DateTimeOffset Now = new(2024, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2024-02-01", "2024-02-01T00:00:00Z")]
    [InlineData("2024-02-01T10:30Z", "2024-02-01T10:30:00Z")]
    [InlineData("2024-02-01T10:30:00+02:00", "2024-02-01T08:30:00Z")]
    [InlineData("30d", "2024-01-31T12:00:00Z")]
    [InlineData("2w", "2024-02-16T12:00:00Z")]
    public void TryParse_WhenItIsATime_ThenThatTime(string text, string expected)
    {
        SinceText.TryParse(text, Now, out var since).ShouldBeTrue();
        since.ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("d")]
    [InlineData("-3d")]
    [InlineData("99999999d")]
    [InlineData("12")]
    [InlineData("2024-13-45")]
    public void TryParse_WhenItIsNone_ThenFalse(string text) => SinceText.TryParse(text, Now, out _).ShouldBeFalse();
}
