using System.Collections.Immutable;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>A verdict in the form of Patchwork's checks: one a rule and patch, with the context <c>tributary/RULE</c>. Pure.</summary>
public static class VerdictChecks
{
    /// <summary>What stands before the rule in a context.</summary>
    public const string Prefix = "tributary/";

    // A patch in which nothing was found has a check too, so that it is told from one that nobody judged.
    private const string Nothing = Prefix + "handbook";

    /// <summary>The checks of each patch.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="patches">The numbers of the series' patches by message id, the first patch first. What is found in the cover letter is said of that.</param>
    /// <param name="addressOf">The address of a message's page, or null.</param>
    public static ImmutableDictionary<long, ImmutableArray<NewCheck>> List(StoredVerdict verdict, ImmutableArray<(string Message, long Number)> patches, Func<string, string?> addressOf)
    {
        if (patches.IsEmpty) return ImmutableDictionary<long, ImmutableArray<NewCheck>>.Empty;
        var own = patches.ToDictionary(static patch => patch.Message, static patch => patch.Number, StringComparer.Ordinal);
        var found = verdict.Findings.ToLookup(finding => own.GetValueOrDefault(finding.Message.Value, patches[0].Number));
        return patches.ToImmutableDictionary(static patch => patch.Number, patch => Make(found[patch.Number], addressOf(patch.Message)));
    }

    private static ImmutableArray<NewCheck> Make(IEnumerable<StoredFinding> findings, string? address)
    {
        ImmutableArray<NewCheck> checks =
        [
            .. findings.GroupBy(static finding => finding.Rule, StringComparer.Ordinal).OrderBy(static group => group.Key, StringComparer.Ordinal).Select(group => new NewCheck
            {
                State = StateOf(group.Max(static finding => finding.Severity)), Context = Prefix + group.Key, Description = Describe([.. group]), TargetUrl = address,
            }),
        ];
        return checks.IsEmpty ? [new() { State = CheckState.Success, Context = Nothing, Description = "No rule of the handbook found anything.", TargetUrl = address }] : checks;
    }

    // Advice holds nothing up.
    private static CheckState StateOf(Severity severity) => severity switch
    {
        Severity.Error => CheckState.Fail,
        Severity.Warning => CheckState.Warning,
        _ => CheckState.Success,
    };

    private static string Describe(ImmutableArray<StoredFinding> findings) =>
        $"{(findings[0].Severity == Severity.Advice ? "Advice: " : "")}{findings[0].Sentence}.{(findings.Length > 1 ? $" And {findings.Length - 1} more of the kind." : "")}";
}
