using System.Collections.Immutable;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>A clause of the handbook with what makes it real: a line of <c>trib handbook --json</c> and of <c>/handbook.json</c>.</summary>
/// <param name="Id">E.g. <c>PFX-1</c>.</param>
/// <param name="Chapter">Its chapter.</param>
/// <param name="About">What it is about.</param>
/// <param name="Says">What it asks.</param>
/// <param name="Served">True when something makes it real; false is "not yet".</param>
/// <param name="By">What does.</param>
public sealed record ClauseView(string Id, string Chapter, string About, string Says, bool Served, ImmutableArray<ServantView> By)
{
    /// <summary>Every clause, in the handbook's order.</summary>
    public static ImmutableArray<ClauseView> All { get; } = [.. HandbookText.Clauses.Select(From)];

    /// <summary>Every clause, each rule with how often it fired.</summary>
    /// <param name="counts">How often, by rule.</param>
    public static ImmutableArray<ClauseView> Counted(IReadOnlyDictionary<string, RuleCount> counts) =>
        [.. All.Select(clause => clause with { By = [.. clause.By.Select(servant => servant.Kind == "rule" ? servant with { Fired = counts.TryGetValue(servant.Name, out var count) ? count.Series : 0 } : servant)] })];

    private static ClauseView From(HandbookClause clause)
    {
        ImmutableArray<ServantView> by =
        [
            .. RuleCatalog.All.Where(rule => rule.Info.Clause.Id == clause.Id).Select(static rule => new ServantView("rule", rule.Info.Id)),
            .. clause.ServedBy.Select(static servant => new ServantView(servant.Kind.ToString().ToLowerInvariant(), servant.Name)),
        ];
        return new(clause.Id, clause.Chapter, clause.About, clause.Says, by.Length > 0, by);
    }
}

/// <summary>What makes a clause real.</summary>
/// <param name="Kind"><c>rule</c>, <c>command</c>, <c>page</c> or <c>test</c>.</param>
/// <param name="Name">Its name: a rule's id, <c>trib route</c>, <c>/queue/{name}</c>, <c>VersionLinksTests</c>.</param>
public sealed record ServantView(string Kind, string Name)
{
    /// <summary>Of a rule: in how many series it fired; null where nobody counted.</summary>
    public long? Fired { get; init; }
}
