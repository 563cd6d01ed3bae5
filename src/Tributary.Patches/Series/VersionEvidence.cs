namespace Tributary.Patches;

/// <summary>Decides whether what two series have in common makes the one a version of the other.</summary>
internal static class VersionEvidence
{
    private const int LongestQuote = 120;

    /// <summary>Like work after this time is other work.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(400);

    /// <summary>The same title after this time is other work that came to be called the same.</summary>
    private static readonly TimeSpan LongestPauseOfTitle = TimeSpan.FromDays(900);

    /// <summary>The same title and version after this time is no second sending.</summary>
    private static readonly TimeSpan LongestAgain = TimeSpan.FromDays(90);

    /// <summary>
    /// Is a link of the later series, with these words about it, one to an earlier version of it? The words count, and that the two
    /// have something in common: people also name the versions of other work.
    /// </summary>
    public static bool IsLinkToVersion(SeriesTraits later, SeriesTraits earlier, string words)
    {
        if (SeriesTraits.CompareByDate(later, earlier) <= 0 || !LinkWords.NameVersion(words)) return false;
        var likeness = Likeness.Of(later, earlier);
        if (!later.HasAuthorOf(earlier)) return VersionOrders.Judge(later, earlier) == VersionOrder.Next && likeness is { Title: >= 0.4 } or { Patches: >= 0.3 };
        if (later.Version.CompareTo(earlier.Version) > 0) return LinkWords.FindNumber(words) == earlier.Version.Major || likeness.IsAny;
        return likeness is { Title: >= 0.5 } or { Patches: > 0 } or { Lines: >= 0.2 };
    }

    /// <summary>Is the later series, sent into the thread of the earlier, a version of it?</summary>
    public static bool IsInThreadOfVersion(SeriesTraits later, SeriesTraits earlier)
    {
        if (!later.HasAuthorOf(earlier)) return false;
        return VersionOrders.Judge(later, earlier) switch
        {
            VersionOrder.Next => true,
            VersionOrder.Again => Likeness.Of(later, earlier) is { Title: >= 0.5, Files: >= 0.5 },
            _ => false,
        };
    }

    /// <summary>Why the same title makes the later a version of the earlier, or null where it does not.</summary>
    public static string? FindTitle(SeriesTraits later, SeriesTraits earlier)
    {
        var pause = later.Head.Date - earlier.Head.Date;
        if (!later.Names.Any(name => earlier.Names.Contains(name)) || pause > LongestPauseOfTitle) return null;
        var order = VersionOrders.Judge(later, earlier);
        var likeness = Likeness.Of(later, earlier);
        var isLike = likeness.Files > 0 || later.Files.Count == 0 || earlier.Files.Count == 0;
        if (order == VersionOrder.Unlike || !isLike) return null;
        if (!later.HasAuthorOf(earlier))
        {
            return order == VersionOrder.Next && later.Words.Any(words => words.Count > 3) && likeness.Lines >= 0.3
                ? $"{earlier.Label} bears the same title and many of the same lines, though {Person.NameOf(earlier.Head.From)} sent it."
                : null;
        }

        if (order == VersionOrder.Next) return $"{earlier.Label} from the same person bears the same title.";
        return pause <= LongestAgain && later.Draft.Total == earlier.Draft.Total
            ? $"The same person sent the same title before, also as {earlier.Label}: this is it again."
            : null;
    }

    /// <summary>
    /// What two series have in common, where their labels, dates and senders let the one be a version of the other; else null. The step
    /// from a request for comments to v1 has no number to show for it, so that one asks for more.
    /// </summary>
    public static Likeness? ScoreLikeness(SeriesTraits later, SeriesTraits earlier)
    {
        if (VersionOrders.Judge(later, earlier) != VersionOrder.Next || later.Head.Date - earlier.Head.Date > LongestPause) return null;
        var likeness = Likeness.Of(later, earlier);
        if (later.Version.CompareTo(earlier.Version) <= 0 && likeness is { Title: < 0.5, Patches: < 0.5 }) return null;
        return later.HasAuthorOf(earlier) || (likeness.IsTakenOver && earlier.Patches.Length > 1) ? likeness : null;
    }

    /// <summary>Says in words what two series have in common.</summary>
    public static string DescribeLikeness(SeriesTraits later, SeriesTraits earlier, Likeness likeness)
    {
        var common = new List<string>();
        if (likeness.Title >= 0.4) common.Add("a like title");
        if (likeness.Patches > 0) common.Add("patches of the same title");
        if (likeness.Lines >= 0.2) common.Add("many of the same changed lines");
        if (likeness.Files > 0) common.Add("the same files");
        var sender = later.HasAuthorOf(earlier) ? "from the same person" : $"from {Person.NameOf(earlier.Head.From)}";
        return $"{earlier.Label} {sender} has {string.Join(", ", common)}.";
    }

    /// <summary>A line's beginning, for a quote.</summary>
    public static string Shorten(string words) => words.Length <= LongestQuote ? words : words[..(LongestQuote - 1)] + "…";
}
