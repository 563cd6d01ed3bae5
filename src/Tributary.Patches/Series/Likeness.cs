namespace Tributary.Patches;

/// <summary>How alike two series are, each measure from 0 to 1.</summary>
/// <param name="Title">Telling words in common of those in either title; 0 where the titles' numbers differ (part 7, part 9).</param>
/// <param name="IsSameTitle">True when a title of the one is a title of the other.</param>
/// <param name="Patches">Patch titles in common, of those of the earlier series.</param>
/// <param name="Lines">Changed lines in common, of those of the smaller.</param>
/// <param name="Files">Files in common, of those of the smaller; 0 where one has none.</param>
internal readonly record struct Likeness(double Title, bool IsSameTitle, double Patches, double Lines, double Files)
{
    /// <summary>A sketch of fewer lines proves nothing.</summary>
    private const int FewestLines = 3;

    /// <summary>Compares two series.</summary>
    public static Likeness Of(SeriesTraits later, SeriesTraits earlier)
    {
        var patches = earlier.PatchTitles.Count == 0 ? 0 : (double)CountCommon(later.PatchTitles, earlier.PatchTitles) / earlier.PatchTitles.Count;
        var lines = Math.Min(later.Lines.Count, earlier.Lines.Count) < FewestLines ? 0 : Share(later.Lines, earlier.Lines);
        if (later.Hashes.Overlaps(earlier.Hashes)) lines = Math.Max(lines, Share(later.Hashes, earlier.Hashes));
        return new(TitleOf(later, earlier), later.Names.Any(name => earlier.Names.Contains(name)), patches, lines, Share(later.Files, earlier.Files));
    }

    /// <summary>True where they have anything in common.</summary>
    public bool IsAny => this is { Title: >= 0.3 } or { Patches: > 0 } or { Lines: > 0 } or { Files: > 0 };

    /// <summary>True where all patches of the earlier are among the later's, by title and in what they change.</summary>
    public bool IsSameWork => Patches >= 1 && Lines >= 0.4;

    /// <summary>True where so many patches are the same that even another sender must have taken them over.</summary>
    public bool IsTakenOver => Patches >= 0.5 && Lines >= 0.5;

    /// <summary>True where the two have enough in common to be versions, if one person sent them.</summary>
    public bool IsEnough =>
        this is { Title: >= 0.6, Files: > 0 } or { Patches: >= 0.5 } or { Lines: >= 0.4, Files: > 0 } or { Title: >= 0.4, Lines: >= 0.2 };

    /// <summary>One number to find the likest of several.</summary>
    public double Score => (IsSameTitle ? 1 : Title) + Patches + Lines + (Files / 2);

    private static double TitleOf(SeriesTraits later, SeriesTraits earlier)
    {
        var best = 0.0;
        foreach (var words in later.Words)
        {
            foreach (var others in earlier.Words) best = Math.Max(best, TitleOf(words, others));
        }

        return best;
    }

    private static double TitleOf(HashSet<string> words, HashSet<string> others)
    {
        var common = CountCommon(words, others);
        var all = words.Count + others.Count - common;
        if (all == 0 || !words.Where(IsNumber).ToHashSet(StringComparer.Ordinal).SetEquals(others.Where(IsNumber))) return 0;
        return (double)common / all;
    }

    private static bool IsNumber(string word) => char.IsAsciiDigit(word[0]) || word is ['v', >= '0' and <= '9', ..];

    private static double Share<T>(HashSet<T> one, HashSet<T> other) =>
        one.Count == 0 || other.Count == 0 ? 0 : (double)CountCommon(one, other) / Math.Min(one.Count, other.Count);

    private static int CountCommon<T>(HashSet<T> one, HashSet<T> other)
    {
        var (small, large) = one.Count <= other.Count ? (one, other) : (other, one);
        return small.Count(large.Contains);
    }
}
