using System.Globalization;

namespace Tributary.Policy.Tests;

/// <summary>
/// Fits the weights of a profile's routing: logistic regression on the series that trees took, with a pull towards zero, or towards what is set by hand where the
/// handbook or a maintainer's plain word speaks (signs that are too rare to be learned).
/// </summary>
internal static class RoutingFit
{
    private const double Pull = 0.1;
    private const double Step = 1.2;
    private const int Rounds = 3000;

    // Mail that asks for a tree in words is believed, as the prefix is; what only a tree of features has can be mended nowhere else. (No tree is at hand where this is fitted.)
    private static readonly Dictionary<string, double> ByHand = new(StringComparer.Ordinal)
    {
        ["asked-first"] = 2, ["asked-second"] = -2, ["asked-features"] = 3, ["asked-fixes"] = -3,
        ["fixed-first"] = 2, ["fixed-second"] = -2, ["fixed-features"] = 6, ["fixed-fixes"] = -1,
    };

    // A sign never speaks against what it names, even where chance has it so in a few series: it says nothing then.
    private static readonly string[] Above = ["prefix-first", "paths-some", "paths-most", "paths-all", "to-first", "title-first", "earlier-first", "prefix-features", "prefix-next", "late-tests", "earlier-features", "cosmetic", "new-words"];
    private static readonly string[] Below = ["prefix-second", "paths-second", "to-second", "earlier-second", "prefix-fixes", "earlier-fixes", "fixes-tag", "fix-words", "build", "revert", "window"];

    /// <summary>Signs that say nothing in an area: its trees do not close.</summary>
    private static readonly string[] NotInFirst = ["window", "cosmetic", "new-words", "fix-words"];

    /// <summary>The weights of the areas, then of the kinds in each of the first two areas.</summary>
    public static Dictionary<string, double>[] Fit(Profile profile, IReadOnlyCollection<AppliedOne> series)
    {
        var readings = series.Select(one => (One: one, Reading: new RouteReading(profile, one.Facts))).ToList();
        bool IsFirst(AppliedOne one) => RouteReading.IsOf(profile.Routing.Areas[0], one.Tree);
        bool IsFeature(AppliedOne one) => profile.Trees.First(tree => tree.Name == one.Tree).Kind == TreeKind.Features;
        return
        [
            Train([.. readings.Select(one => (Keys(AreaSigns.Find(one.Reading), []), IsFirst(one.One)))]),
            Train([.. readings.Where(one => IsFirst(one.One)).Select(one => (Keys(KindSigns.Find(one.Reading), NotInFirst), IsFeature(one.One)))]),
            Train([.. readings.Where(one => !IsFirst(one.One)).Select(one => (Keys(KindSigns.Find(one.Reading), []), IsFeature(one.One)))]),
        ];
    }

    private static string[] Keys(List<RouteSign> signs, string[] without) => [.. signs.Select(static sign => sign.Key).Except(without)];

    private static Dictionary<string, double> Train((string[] Keys, bool Is)[] examples)
    {
        var weights = examples.SelectMany(static one => one.Keys).Append("bias").Concat(ByHand.Keys).Distinct().Order(StringComparer.Ordinal).ToDictionary(static key => key, static key => ByHand.GetValueOrDefault(key));
        for (var round = 0; round < Rounds; round++)
        {
            var slope = weights.ToDictionary(static weight => weight.Key, weight => weight.Key == "bias" ? 0 : Pull * (weight.Value - ByHand.GetValueOrDefault(weight.Key)));
            foreach (var (keys, isSo) in examples)
            {
                var sum = weights["bias"] + keys.Sum(key => weights[key]);
                var error = (1 / (1 + Math.Exp(-sum))) - (isSo ? 1 : 0);
                slope["bias"] += error;
                foreach (var key in keys) slope[key] += error;
            }

            foreach (var (key, value) in slope)
            {
                var next = weights[key] - (Step * value / examples.Length);
                weights[key] = Above.Contains(key) ? Math.Max(0, next) : Below.Contains(key) ? Math.Min(0, next) : next;
            }
        }

        return weights.ToDictionary(static weight => weight.Key, static weight => Math.Round(weight.Value, 2));
    }

    /// <summary>Weights as a profile holds them.</summary>
    public static string Write(Dictionary<string, double> weights) =>
        string.Join(", ", weights.Where(static weight => weight.Value != 0).OrderByDescending(static weight => weight.Key == "bias").ThenBy(static weight => weight.Key, StringComparer.Ordinal)
            .Select(static weight => string.Create(CultureInfo.InvariantCulture, $"{weight.Key}: {weight.Value}")));
}
