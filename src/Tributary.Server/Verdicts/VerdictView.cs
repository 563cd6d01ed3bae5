using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What the rules say of a series, as data.</summary>
/// <param name="At">When it was judged.</param>
/// <param name="Findings">What was found.</param>
/// <param name="Mended">Rules that fire less than in the last version; null where none was judged.</param>
/// <param name="Added">Rules that fire more than in the last version; null where none was judged.</param>
public sealed record VerdictView(DateTimeOffset At, ImmutableArray<FindingView> Findings, ImmutableArray<RuleChangeView>? Mended, ImmutableArray<RuleChangeView>? Added)
{
    /// <summary>The data of a verdict.</summary>
    public static VerdictView From(StoredVerdict verdict, VerdictChange? change) => new(
        verdict.At, [.. verdict.Findings.Select(FindingView.From)], change is null ? null : [.. change.Mended.Select(RuleChangeView.From)], change is null ? null : [.. change.Added.Select(RuleChangeView.From)]);
}

/// <summary>A finding as data, in the words of <c>trib check --json</c>.</summary>
/// <param name="Severity"><c>error</c>, <c>warning</c>, <c>advice</c>.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Clause">The clause of the handbook that it serves.</param>
/// <param name="Sentence">What is wrong.</param>
/// <param name="Fix">What to do.</param>
/// <param name="MessageId">The message.</param>
/// <param name="Part"><c>subject</c>, <c>header</c>, <c>message</c>, <c>diff</c>.</param>
/// <param name="Line">The line of that part, from 1.</param>
/// <param name="Path">The file of the diff, or the name of the header field; or null.</param>
/// <param name="PathLine">The line of that file after the change, or null.</param>
public sealed record FindingView(string Severity, string Rule, string Clause, string Sentence, string Fix, string MessageId, string Part, int Line, string? Path, int? PathLine)
{
    /// <summary>The data of a finding.</summary>
    public static FindingView From(StoredFinding finding) => new(
        WordOf(finding.Severity), finding.Rule, RuleCatalog.Find(finding.Rule)?.Info.Clause.Id ?? "", finding.Sentence, finding.Fix, finding.Message.Value,
        finding.Place.Part.ToString().ToLowerInvariant(), finding.Place.Line + 1, finding.Place.Path, finding.Place.FileLine > 0 ? finding.Place.FileLine : null);

    /// <summary>The word for a severity.</summary>
    public static string WordOf(Severity severity) => severity switch
    {
        Policy.Severity.Error => "error",
        Policy.Severity.Warning => "warning",
        _ => "advice",
    };
}

/// <summary>How often a rule fires in two versions, as data.</summary>
public sealed record RuleChangeView(string Rule, string Severity, int Before, int After)
{
    /// <summary>The data of a change.</summary>
    public static RuleChangeView From(RuleChange change) => new(change.Rule, FindingView.WordOf(change.Severity), change.Before, change.After);
}

/// <summary>Counts of findings as data.</summary>
public sealed record VerdictCountsView(int Errors, int Warnings, int Advice)
{
    /// <summary>The data of counts, or null.</summary>
    [return: NotNullIfNotNull(nameof(counts))]
    public static VerdictCountsView? From(VerdictCounts? counts) => counts is null ? null : new(counts.Errors, counts.Warnings, counts.Advice);
}
