using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Policy;

/// <summary>Reads the part of a profile by which series find their trees.</summary>
internal static class ProfileRoutingReader
{
    public static RoutingValues Read(ProfileSection from)
    {
        var values = new RoutingValues
        {
            Areas = [.. from.Sections("areas").Select(ReadArea)],
            Elsewhere = Lower(from.Texts("elsewhere")), Tests = from.Texts("tests"),
            Releases = from.Days("releases"), ReleaseWeeks = from.Number("release-weeks"),
            Weights = ReadWeights(from),
        };
        return values;
    }

    private static RoutingArea ReadArea(ProfileSection from)
    {
        var area = new RoutingArea(from.Text("title"), from.Text("fixes"), from.Text("features"))
        {
            Networking = from.TextOrNull("networking"), NetworkingWords = Lower(from.Texts("networking-words")), List = from.Text("list"),
            Paths = from.Texts("paths"), Except = from.Texts("except"), Words = Lower(from.Texts("words")), Weights = ReadWeights(from),
        };
        from.End();
        return area;
    }

    private static ImmutableArray<RoutingWeight> ReadWeights(ProfileSection from)
    {
        if (from.SectionOrNull("weights") is not { } section) return [];
        ImmutableArray<RoutingWeight> weights = [.. section.TakeDecimals()];
        section.End();
        return weights;
    }

    private static ImmutableArray<string> Lower(ImmutableArray<string> words) => [.. words.Select(static word => word.ToLower(CultureInfo.InvariantCulture))];
}
