namespace Tributary.Policy;

/// <summary>The signs that tell features from fixes.</summary>
internal static class KindSigns
{
    // The merge window lasts two weeks; what a late fix mends is mostly not released yet.
    private const int WindowDays = 14;
    private const int LateDays = 28;

    /// <summary>The signs that are there.</summary>
    public static List<RouteSign> Find(RouteReading reading)
    {
        var signs = new List<RouteSign>();
        if (reading.Named is { Kind: TreeKind.Fixes }) signs.Add(new("prefix-fixes", reading.PrefixSays));
        else if (reading.Named is { Kind: TreeKind.Features }) signs.Add(new("prefix-features", reading.PrefixSays));
        else if (reading.SaysNext) signs.Add(new("prefix-next", reading.PrefixSays));
        else AddContent(signs, reading);

        if (reading.Named is { Kind: TreeKind.Fixes } && reading.IsOnlyTests && reading.DaysSinceRelease > LateDays)
            signs.Add(new("late-tests", "it changes only tests and tools, late before a release"));
        if (reading.Facts.Fixed is { } place) signs.Add(new(place.OnlyIn.IsEmpty ? "fixed-fixes" : "fixed-features", RouteReading.Says(place)));
        foreach (var tree in reading.EarlierTrees)
        {
            var key = reading.KindOf(tree) is TreeKind.Fixes ? "earlier-fixes" : "earlier-features";
            if (!signs.Exists(known => known.Key == key)) signs.Add(new(key, $"an earlier version said {tree}"));
        }

        return signs;
    }

    private static void AddContent(List<RouteSign> signs, RouteReading reading)
    {
        if (reading.Facts.Patches.Any(static patch => patch.HasFixes)) signs.Add(new("fixes-tag", "it has a Fixes tag"));
        if (reading.DaysSinceRelease <= WindowDays) signs.Add(new("window", "the merge window was open"));
        if (ChangeWords.FindCosmetic(reading.TitleWords) is { } cosmetic) signs.Add(new("cosmetic", $"its title says {cosmetic}"));
        else if (ChangeWords.FindFix(reading.TitleWords) is { } fix) signs.Add(new("fix-words", $"its title says {fix}"));
        if (ChangeWords.FindNew(reading.TitleWords) is { } word) signs.Add(new("new-words", $"its title says {word}"));
        if (ChangeWords.SpeaksOfBrokenBuild(reading.TitleWords)) signs.Add(new("build", "it mends a build"));
        if (reading.Facts.Patches.Any(static patch => patch.Title.StartsWith("Revert ", StringComparison.Ordinal))) signs.Add(new("revert", "it reverts a commit"));
        if (reading.Asked is { } asked)
            signs.Add(new(reading.KindOf(asked) is TreeKind.Fixes ? "asked-fixes" : "asked-features", $"mail asks for {asked}"));
    }
}
