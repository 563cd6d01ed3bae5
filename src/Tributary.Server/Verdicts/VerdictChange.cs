using System.Collections.Immutable;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What the rules say otherwise of a version than of the one before. Pure.</summary>
/// <param name="Mended">Rules that fire no more, and those that fire less often.</param>
/// <param name="Added">Rules that did not fire before, and those that fire more often.</param>
public sealed record VerdictChange(ImmutableArray<RuleChange> Mended, ImmutableArray<RuleChange> Added)
{
    /// <summary>Compares two versions, rule by rule, the gravest first.</summary>
    public static VerdictChange Between(StoredVerdict earlier, StoredVerdict later)
    {
        var (before, after) = (Count(earlier), Count(later));
        var changes = before.Keys.Union(after.Keys)
            .Select(rule => new RuleChange(rule, SeverityOf(rule, earlier, later), before.GetValueOrDefault(rule), after.GetValueOrDefault(rule)))
            .OrderByDescending(change => change.Severity).ThenBy(change => change.Rule, StringComparer.Ordinal).ToList();
        return new([.. changes.Where(change => change.After < change.Before)], [.. changes.Where(change => change.After > change.Before)]);
    }

    private static Dictionary<string, int> Count(StoredVerdict verdict) =>
        verdict.Findings.GroupBy(finding => finding.Rule, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    private static Severity SeverityOf(string rule, StoredVerdict earlier, StoredVerdict later) =>
        later.Findings.Concat(earlier.Findings).First(finding => finding.Rule == rule).Severity;
}

/// <summary>How often a rule fires in two versions.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="Before">In the earlier version.</param>
/// <param name="After">In the later one.</param>
public sealed record RuleChange(string Rule, Severity Severity, int Before, int After);
