namespace Tributary.Policy;

/// <summary>What a rule is called and how grave it is.</summary>
/// <param name="Id">Words joined by hyphens, e.g. <c>fixes-tag</c>; never reused. The page is docs/rules/ID.md.</param>
/// <param name="Clause">The clause that it serves.</param>
/// <param name="Severity">How grave, unless the profile says otherwise.</param>
/// <param name="Title">What it says, in one phrase without a full stop.</param>
public sealed record RuleInfo(string Id, Clause Clause, Severity Severity, string Title)
{
    /// <summary>True when it speaks of the mail and not of the commits, so that of commits that are not sent yet it only reminds.</summary>
    public bool IsOfMail { get; init; }
}
