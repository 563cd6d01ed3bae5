using Tributary.Patches;

namespace Tributary.Policy;

/// <summary>The signs that tell the first area of a profile from the second.</summary>
internal static class AreaSigns
{
    /// <summary>The signs that are there.</summary>
    public static List<RouteSign> Find(RouteReading reading)
    {
        var (first, second) = (reading.Routing.Areas[0], reading.Routing.Areas[1]);
        var signs = new List<RouteSign>();
        if (reading.Named is { } named && RouteReading.IsOf(first, named.Name)) signs.Add(new("prefix-first", reading.PrefixSays));
        if (reading.Named is { } other && RouteReading.IsOf(second, other.Name)) signs.Add(new("prefix-second", reading.PrefixSays));
        AddPaths(signs, reading, first, second);
        if (reading.WentTo(first.List)) signs.Add(new("to-first", $"it went to {first.List}"));
        if (reading.WentTo(second.List)) signs.Add(new("to-second", $"it went to {second.List}"));
        if (reading.TitleNames(first)) signs.Add(new("title-first", $"its title names {first.Name}"));
        foreach (var tree in reading.EarlierTrees)
        {
            if (RouteReading.IsOf(first, tree)) Add(signs, new("earlier-first", $"an earlier version said {tree}"));
            if (RouteReading.IsOf(second, tree)) Add(signs, new("earlier-second", $"an earlier version said {tree}"));
        }

        if (reading.Asked is { } asked && RouteReading.IsOf(first, asked)) signs.Add(new("asked-first", $"mail asks for {asked}"));
        if (reading.Asked is { } wanted && RouteReading.IsOf(second, wanted)) signs.Add(new("asked-second", $"mail asks for {wanted}"));
        if (reading.Facts.Fixed is { OnlyIn: { IsEmpty: false } trees } place)
        {
            var (ofFirst, ofSecond) = (trees.Any(tree => RouteReading.IsOf(first, tree)), trees.Any(tree => RouteReading.IsOf(second, tree)));
            if (ofFirst != ofSecond) signs.Add(new(ofFirst ? "fixed-first" : "fixed-second", RouteReading.Says(place)));
        }

        return signs;
    }

    private static void AddPaths(List<RouteSign> signs, RouteReading reading, RoutingArea first, RoutingArea second)
    {
        var all = reading.Paths.Count;
        if (all == 0) return;
        var (ofFirst, ofSecond) = (reading.Paths.Count(first.Holds), reading.Paths.Count(path => second.Holds(path) && !first.Holds(path)));
        if (ofFirst > 0) signs.Add(new("paths-some", $"some of its files are of {first.Name}"));
        if (ofFirst * 2 >= all) signs.Add(new("paths-most", $"most of its files are of {first.Name}"));
        if (ofFirst == all) signs.Add(new("paths-all", $"all its files are of {first.Name}"));
        if (ofSecond * 2 >= all) signs.Add(new("paths-second", ofSecond == all ? $"all its files are of {second.Name}" : $"most of its files are of {second.Name}"));
    }

    private static void Add(List<RouteSign> signs, RouteSign sign)
    {
        if (!signs.Exists(known => known.Key == sign.Key)) signs.Add(sign);
    }
}
