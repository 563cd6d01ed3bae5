using Tributary.Patches;

namespace Tributary.Policy;

/// <summary>The facts of a series as signs are looked for in them.</summary>
internal sealed class RouteReading
{
    private static readonly string[] NextWords = ["next", "-next", "linux-next"];
    private readonly Profile _profile;

    public RouteReading(Profile profile, RouteFacts facts)
    {
        (_profile, Facts) = (profile, facts);
        Prefix = PrefixRouting.Decide(profile, facts.Tags);
        TitleWords = ChangeWords.Split(facts.Title);
        Named = TreeOf(Prefix.Tree) ?? TreeOf(TitleTree());
        PrefixSays = Prefix.Tree is null ? $"its title begins with {TitleWords.FirstOrDefault()}" : Lower(Prefix.Reason);
        SaysNext = Named is null && facts.Tags.Any(static tag => tag.Split(' ', ',', ';').Any(static word => NextWords.Contains(word, StringComparer.OrdinalIgnoreCase)));
        if (SaysNext) PrefixSays = "the subject says next";
        Paths = [.. facts.Patches.SelectMany(static patch => patch.Paths)];
        EarlierTrees = [.. facts.Earlier.Select(tags => PrefixRouting.Decide(profile, tags).Tree).OfType<string>().Distinct(StringComparer.Ordinal)];
        Asked = facts.Asked.FirstOrDefault(word => TreeOf(word) is not null);
        var day = DateOnly.FromDateTime(facts.Date.UtcDateTime);
        DaysSinceRelease = profile.Routing.ReleaseBefore(day) is { } release ? day.DayNumber - release.DayNumber : null;
        IsOnlyTests = Paths.Count > 0 && Paths.TrueForAll(path => PathPattern.MatchesAny(profile.Routing.Tests, path));
    }

    public RouteFacts Facts { get; }

    public RoutingValues Routing => _profile.Routing;

    /// <summary>What the prefix alone says.</summary>
    public TreeDecision Prefix { get; }

    /// <summary>The tree that the subject names, or null.</summary>
    public ProfileTree? Named { get; }

    /// <summary>What the subject says, as a clause.</summary>
    public string PrefixSays { get; }

    /// <summary>True when the prefix says next without a name.</summary>
    public bool SaysNext { get; }

    public List<string> TitleWords { get; }

    public List<string> Paths { get; }

    public List<string> EarlierTrees { get; }

    /// <summary>The tree that mail asks for in words, or null.</summary>
    public string? Asked { get; }

    /// <summary>Days since mainline's last release, or null where that is not known.</summary>
    public int? DaysSinceRelease { get; }

    /// <summary>True when nothing but tests, tools and documentation is touched.</summary>
    public bool IsOnlyTests { get; }

    public ProfileTree? TreeOf(string? name) => name is null ? null : _profile.Trees.FirstOrDefault(tree => tree.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public TreeKind? KindOf(string tree) => TreeOf(tree)?.Kind;

    public static bool IsOf(RoutingArea area, string tree) => tree == area.Fixes || tree == area.Features || tree == area.Networking;

    /// <summary>Where the commit is that is mended, as a clause.</summary>
    public static string Says(FixedPlace place) =>
        place.OnlyIn.IsEmpty ? $"the commit that it fixes, {place.Commit}, is in mainline or a tree of fixes" : $"the commit that it fixes, {place.Commit}, is only in {string.Join(" and ", place.OnlyIn)}";

    /// <summary>True when it was sent to a list.</summary>
    public bool WentTo(string list) => Facts.Recipients.Contains(AddressHash.Of(list));

    /// <summary>True when the words before the colon of the title, or its first word, name an area.</summary>
    public bool TitleNames(RoutingArea area)
    {
        var colon = Facts.Title.LastIndexOf(':');
        var head = ChangeWords.Split(colon > 0 ? Facts.Title[..colon] : Facts.Title.Split(' ')[0]);
        return head.Exists(word => area.Words.Contains(word)) || (TitleWords.Count > 0 && area.Words.Contains(TitleWords[0]));
    }

    // "net-next: a title" names a tree, "net: a title" an area.
    private string? TitleTree()
    {
        var colon = Facts.Title.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) return null;
        return TreeOf(Facts.Title[..colon]) is { Kind: TreeKind.Features } tree ? tree.Name : null;
    }

    private static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..].TrimEnd('.');
}
