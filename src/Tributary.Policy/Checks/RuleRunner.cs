using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tributary.Mail;

namespace Tributary.Policy;

/// <summary>Runs the rules over a series.</summary>
public static class RuleRunner
{
    /// <summary>All findings: those on the cover letter first, then patch by patch, each in the order of its lines.</summary>
    /// <param name="series">The series.</param>
    /// <param name="facts">What is known beside it.</param>
    public static ImmutableArray<Finding> Run(SeriesMail series, Facts facts) => Run(series, facts, RuleCatalog.All);

    /// <summary>The findings of some rules.</summary>
    /// <param name="series">The series.</param>
    /// <param name="facts">What is known beside it.</param>
    /// <param name="rules">Which rules.</param>
    public static ImmutableArray<Finding> Run(SeriesMail series, Facts facts, ImmutableArray<Rule> rules)
    {
        facts = facts with { Named = PrefixRouting.Decide(facts.Profile, series.Head.Mail.Subject.Tags) };
        var found = new Findings();
        foreach (var rule in rules)
        {
            if (SeverityOf(rule.Info, facts.Profile) is not { } severity) continue;
            if (facts.IsDraft && rule.Info.IsOfMail && severity == Severity.Error) severity = Severity.Warning;
            var before = found.Count;
            rule.Check(series, facts, found);
            for (var index = before; index < found.Count; index++)
            {
                if (found[index].Severity != severity) found[index] = found[index] with { Severity = severity };
            }
        }

        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var letter in series.Letters) order.TryAdd(letter.Id.Value, order.Count);
        foreach (var reply in series.Replies) order.TryAdd(reply.Id.Value, order.Count);
        return Sort(found, order);
    }

    // By message, part and line, else in the order of the rules. (LINQ's ordering by numbers and enumerations is compiled only when it runs: longer than the rules take.)
    private static ImmutableArray<Finding> Sort(List<Finding> found, Dictionary<string, int> order)
    {
        var placed = new PlacedFinding[found.Count];
        for (var index = 0; index < placed.Length; index++)
        {
            var place = found[index].Place;
            placed[index] = new(
                ((long)order.GetValueOrDefault(found[index].Mail.Value) << 48) | ((long)place.Part << 44) | ((long)Math.Min(place.Line, (1 << 22) - 1) << 20) | (uint)Math.Min(index, (1 << 20) - 1),
                found[index]);
        }

        Array.Sort(placed, static (one, other) => one.Key.CompareTo(other.Key));
        var sorted = new Finding[placed.Length];
        for (var index = 0; index < placed.Length; index++) sorted[index] = placed[index].Finding;
        return ImmutableCollectionsMarshal.AsImmutableArray(sorted);
    }

    // A class: sorting of classes is compiled ahead.
    private sealed record PlacedFinding(long Key, Finding Finding);

    /// <summary>How grave the profile holds a rule to be; null where it is switched off.</summary>
    public static Severity? SeverityOf(RuleInfo rule, Profile profile) =>
        profile.Checks.FindSeverity(rule.Id) is { } said ? said.Severity : rule.Severity;
}
