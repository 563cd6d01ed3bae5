using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Policy;

namespace Tributary.Store;

/// <summary>What the rules say of a series.</summary>
public sealed record StoredVerdict
{
    /// <summary>The series.</summary>
    public required SeriesId Series { get; init; }

    /// <summary>Its project's number.</summary>
    public required long Project { get; init; }

    /// <summary>What was judged, and by which rules: an equal one need not be judged again.</summary>
    public required string Mark { get; init; }

    /// <summary>When it was judged.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was found: of the cover letter first, then patch by patch.</summary>
    public required ImmutableArray<StoredFinding> Findings { get; init; }

    /// <summary>How many of each severity.</summary>
    public VerdictCounts Counts => new(Count(Severity.Error), Count(Severity.Warning), Count(Severity.Advice));

    private int Count(Severity severity) => Findings.Count(finding => finding.Severity == severity);
}

/// <summary>How many findings of each severity a series has.</summary>
/// <param name="Errors">What the handbook says must be otherwise.</param>
/// <param name="Warnings">What a maintainer will probably ask for.</param>
/// <param name="Advice">What is good to know.</param>
public sealed record VerdictCounts(int Errors, int Warnings, int Advice);

/// <summary>What a rule found, as it is kept.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="Message">The message it speaks of.</param>
/// <param name="Sentence">What is wrong, without a full stop.</param>
/// <param name="Fix">What to do, without a full stop.</param>
public sealed record StoredFinding(string Rule, Severity Severity, MessageId Message, string Sentence, string Fix)
{
    /// <summary>Where in the message.</summary>
    public FindingPlace Place { get; init; } = FindingPlace.Subject;

    /// <summary>A finding of the rules.</summary>
    public static StoredFinding Of(Finding finding) => new(finding.Rule.Id, finding.Severity, finding.Mail, finding.Sentence, finding.Fix) { Place = finding.Place };
}
