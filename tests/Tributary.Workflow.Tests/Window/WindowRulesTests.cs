namespace Tributary.Workflow.Tests;

[Trait("Clause", "TREE-7")]
public sealed class WindowRulesTests
{
    private static readonly KernelTag[] Tags =
    [
        Tag("v6.10", 2024, 7, 14), Tag("v6.11-rc1", 2024, 7, 28), Tag("v6.11-rc7", 2024, 9, 8), Tag("v6.11", 2024, 9, 15), Tag("v6.12-rc1", 2024, 9, 29), Tag("v6.12-rc7", 2024, 11, 10),
        Tag("v6.12", 2024, 11, 17), Tag("v6.13-rc1", 2024, 12, 1),
    ];

    [Theory]
    [InlineData("2024-11-16", false, "v6.12", "v6.12-rc7", "2024-11-17", "2024-12-01")]
    [InlineData("2024-11-18", true, "v6.13", "v6.12", "2025-01-19", "2024-12-01")]
    [InlineData("2024-12-02", false, "v6.13", "v6.13-rc1", "2025-01-19", "2025-02-02")]
    [InlineData("2025-01-21", false, "v6.13", "v6.13-rc1", "2025-01-26", "2025-02-09")]
    public void Window_WhenReadFromTags_ThenItStandsSoAndTheNextIsForeseen(string now, bool isOpen, string coming, string newest, string opens, string closes)
    {
        var standing = WindowRules.Read(Tags.Reverse(), At(now))!;

        (standing.IsOpen, standing.Coming, standing.Newest.Name).ShouldBe((isOpen, coming, newest));
        (standing.OpensAbout, standing.ClosesAbout).ShouldBe((DateOnly.Parse(opens, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(closes, System.Globalization.CultureInfo.InvariantCulture)));
        standing.ChangesAbout.ShouldBe(isOpen ? standing.ClosesAbout : standing.OpensAbout);
    }

    [Fact]
    public void Window_WhenThereIsNoTag_ThenNobodyKnows() => WindowRules.Read(Tags, At("2020-01-01")).ShouldBeNull();

    [Fact]
    public void Forecast_WhenCyclesAreKnown_ThenTheMiddleOfTheLastSixCounts()
    {
        // Seven cycles: the first window very short, then of 10 days and the rest of 60.
        var (tags, at) = (new List<KernelTag>(), new DateTimeOffset(2020, 1, 1, 12, 0, 0, TimeSpan.Zero));
        for (var minor = 0; minor < 7; minor++)
        {
            tags.Add(new(6, minor, null, at));
            tags.Add(new(6, minor + 1, 1, at.AddDays(minor == 0 ? 5 : minor < 4 ? 10 : 12)));
            at = tags[^1].At.AddDays(60);
        }

        var standing = WindowRules.Read([.. tags, new(6, 7, null, at)], at.AddDays(1))!;

        (standing.ClosesAbout, standing.OpensAbout).ShouldBe((DateOnly.FromDateTime(at.UtcDateTime).AddDays(12), DateOnly.FromDateTime(at.UtcDateTime).AddDays(72)));
        WindowRules.Read([.. tags[^3..], new(6, 7, null, at)], at.AddDays(1))!.ClosesAbout.ShouldBe(DateOnly.FromDateTime(at.UtcDateTime).AddDays(14));
    }

    [Theory]
    [InlineData("v6.13-rc1", true)]
    [InlineData("v6.12", true)]
    [InlineData("v6.12.1", false)]
    [InlineData("v2.6.39", false)]
    [InlineData("6.12", false)]
    [InlineData("v6.13-rcx", false)]
    [InlineData("v6.", false)]
    [InlineData("v", false)]
    [InlineData("vmlinux.1-rc1", false)]
    public void Tag_WhenRead_ThenOnlyThoseOfMainlineAreTaken(string name, bool isOne)
    {
        KernelTag.TryParse(name, At("2024-01-01"), out var tag).ShouldBe(isOne);
        if (isOne) tag!.Name.ShouldBe(name);
    }

    [Fact]
    public void NextRelease_WhenTheLastMinorIsReached_ThenTheMajorGoesUp()
    {
        Tag("v6.19", 2026, 2, 1).NextRelease.ShouldBe("v7.0");
        Tag("v7.0", 2026, 4, 1).NextRelease.ShouldBe("v7.1");
    }

    private static KernelTag Tag(string name, int year, int month, int day) => KernelTag.TryParse(name, new(year, month, day, 12, 0, 0, TimeSpan.Zero), out var tag) ? tag! : throw new ArgumentException(name, nameof(name));

    private static DateTimeOffset At(string day) => DateTimeOffset.Parse(day + "T23:00Z", System.Globalization.CultureInfo.InvariantCulture);
}
