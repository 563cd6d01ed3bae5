using Tributary.Mail;

namespace Tributary.Policy;

/// <summary>What a rule found.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Mail">The message it speaks of: a patch, the cover letter, a reply.</param>
/// <param name="Sentence">What is wrong, one sentence without a full stop.</param>
public sealed record Finding(RuleInfo Rule, MessageId Mail, string Sentence)
{
    /// <summary>How grave it is: the rule's own severity unless the profile says otherwise (<see cref="RuleRunner"/> sets it).</summary>
    public Severity Severity { get; init; } = Rule.Severity;

    /// <summary>Where in the message.</summary>
    public FindingPlace Place { get; init; } = FindingPlace.Subject;

    /// <summary>What to do, one sentence without a full stop.</summary>
    public required string Fix { get; init; }

    /// <summary>The change that mends it, where a program can make it; else null.</summary>
    public Mend? Mend { get; init; }
}
