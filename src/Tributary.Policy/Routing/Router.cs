using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>
/// Decides which tree takes a series. First the area is weighed, then whether it is a fix or a feature: signs that are there add their weights (log odds, fitted on
/// what maintainers did: docs/routing.md), and each says in words what it is. What names a tree of somebody else, or touches no file of ours, is for none of ours.
/// </summary>
public static class Router
{
    private const double Certain = 0.99;
    private const double Networked = 0.75;

    /// <summary>Decides.</summary>
    /// <param name="profile">Whose trees.</param>
    /// <param name="facts">The series, and what older mail said.</param>
    public static RouteDecision Decide(Profile profile, RouteFacts facts)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.IsPullRequest) return Plain(PullRouting.Decide(profile, facts));
        var prefix = PrefixRouting.Decide(profile, facts.Tags);
        if (profile.Routing.Areas.Length < 2 || facts.Patches.IsEmpty) return Plain(prefix);

        var reading = new RouteReading(profile, facts);
        if (reading.Named is { Kind: TreeKind.Tools }) return Plain(prefix);
        if (FindTool(reading) is { } tool) return tool;
        return reading.Named is null && FindElsewhere(reading) is { } elsewhere ? elsewhere : Weigh(reading);
    }

    /// <summary>The probability of the first area, and of features in each of both: what the weights are fitted to.</summary>
    internal static double Sum(ImmutableArray<RoutingWeight> weights, List<RouteSign> signs)
    {
        var sum = RoutingWeight.Of(weights, "bias");
        foreach (var sign in signs) sum += RoutingWeight.Of(weights, sign.Key);
        return sum;
    }

    private static RouteDecision Plain(TreeDecision prefix) => new() { Tree = prefix.Tree, Probability = Certain, Reason = prefix.Reason };

    // An area of tools beside the kernel: all files, or it is not theirs.
    private static RouteDecision? FindTool(RouteReading reading)
    {
        foreach (var area in reading.Routing.Areas.Skip(2))
        {
            if (reading.Paths.Count == 0 || !reading.Paths.TrueForAll(area.Holds) || !reading.WentTo(area.List)) continue;
            var isNext = reading.SaysNext || reading.Named is { Kind: TreeKind.Features };
            return new()
            {
                Tree = isNext ? area.Features : area.Fixes, Probability = Networked,
                Reason = $"All its files are of {area.Name}{(isNext ? $", and {reading.PrefixSays}" : "")}.",
            };
        }

        return null;
    }

    private static RouteDecision? FindElsewhere(RouteReading reading)
    {
        var foreign = reading.Facts.Tags.SelectMany(static tag => tag.Split(' ', ',', ';')).FirstOrDefault(word => IsForeign(reading.Routing, word));
        if (foreign is not null && reading.Paths.Count(reading.Routing.Areas[0].Holds) * 2 < Math.Max(1, reading.Paths.Count))
            return new() { Tree = null, Probability = Certain, Reason = $"The subject says {foreign}, which is no tree of ours." };
        if (reading.Paths.Count == 0 || reading.Paths.Exists(path => reading.Routing.Areas.Take(2).Any(area => area.Holds(path)))) return null;
        var tests = reading.IsOnlyTests && reading.Routing.Areas.Take(2).Any(area => reading.WentTo(area.List));
        if (tests || reading.Asked is not null) return null;
        return new() { Tree = null, Probability = Networked, Reason = $"{reading.Prefix.Reason.TrimEnd('.')}, and none of its files is of {reading.Routing.Areas[0].Name} or {reading.Routing.Areas[1].Name}." };
    }

    // A release (5.15, 6.1.y) or stable means a backport.
    private static bool IsForeign(RoutingValues routing, string word) =>
        routing.Elsewhere.Contains(word.ToLowerInvariant()) || (word.Length > 2 && char.IsAsciiDigit(word[0]) && word.Contains('.', StringComparison.Ordinal));

    private static RouteDecision Weigh(RouteReading reading)
    {
        var areaSigns = AreaSigns.Find(reading);
        var areaSum = Sum(reading.Routing.Weights, areaSigns);
        var area = reading.Routing.Areas[areaSum > 0 ? 0 : 1];
        var kindSigns = KindSigns.Find(reading);
        var kindSum = Sum(area.Weights, kindSigns);
        var tree = kindSum > 0 ? area.Features : area.Fixes;
        ImmutableArray<RouteEvidence> evidence =
        [
            .. areaSigns.Select(sign => new RouteEvidence(sign.Says, Signed(reading.Routing.Weights, sign.Key, areaSum > 0)))
                .Concat(kindSigns.Select(sign => new RouteEvidence(sign.Says, Signed(area.Weights, sign.Key, kindSum > 0))))
                .Where(static evidence => evidence.Points != 0).GroupBy(static evidence => evidence.Says, StringComparer.Ordinal)
                .Select(static group => new RouteEvidence(group.Key, Math.Round(group.Sum(static evidence => evidence.Points), 2)))
                .OrderByDescending(static evidence => Math.Abs(evidence.Points)).ThenBy(static evidence => evidence.Says, StringComparer.Ordinal),
        ];
        var decision = new RouteDecision { Tree = tree, Probability = Likely(areaSum) * Likely(kindSum), Reason = RouteReason.Of(reading, tree, evidence), Evidence = evidence };
        return tree == area.Features ? Networking(reading, area, decision) : decision;
    }

    private static RouteDecision Networking(RouteReading reading, RoutingArea area, RouteDecision decision)
    {
        if (reading.TreeOf(area.Networking) is not { } tree || tree.Since > DateOnly.FromDateTime(reading.Facts.Date.UtcDateTime)) return decision;
        if (reading.Named == tree) return decision with { Tree = tree.Name, Reason = reading.Prefix.Reason };
        if (reading.Facts.Fixed is { OnlyIn: [var only] } && only == tree.Name) return decision with { Tree = tree.Name };
        var word = area.NetworkingWords.FirstOrDefault(word => reading.TitleWords.Exists(said => said == word || said.Split('_').Contains(word)));
        if (word is null || !reading.WentTo(reading.Routing.Areas[1].List)) return decision;
        var says = $"its title says {word} and it went to {reading.Routing.Areas[1].List}";
        return decision with
        {
            Tree = tree.Name, Probability = decision.Probability * Networked, Reason = $"{decision.Reason.TrimEnd('.')}; {says}.",
            Evidence = [new(says, 1), .. decision.Evidence],
        };
    }

    private static double Signed(ImmutableArray<RoutingWeight> weights, string key, bool isFor) => RoutingWeight.Of(weights, key) * (isFor ? 1 : -1);

    private static double Likely(double sum) => 1 / (1 + Math.Exp(-Math.Abs(sum)));
}
