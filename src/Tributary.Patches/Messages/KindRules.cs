namespace Tributary.Patches;

/// <summary>Tells what a message is. The order of the rules is their rank; docs/patches.md gives them to users.</summary>
internal static class KindRules
{
    /// <summary>The kind, and why, in one sentence.</summary>
    public static (MailKind Kind, string Reason) Decide(MailFacts facts)
    {
        var subject = facts.Subject;
        if (facts.IsHintedAway) return (MailKind.None, "Its header X-Patchwork-Hint asks trackers to ignore it.");
        if (IsNotice(subject)) return facts.HasParent || subject.IsReply
            ? (MailKind.Reply, "A notice about a patch that went somewhere, sent as an answer.")
            : (MailKind.None, "A notice about a patch that went somewhere, not a patch.");
        if (subject.IsReply) return DecideReply(facts);
        if (subject is { Number: 0 } && facts is { HasParent: true, Prose: { QuotedLines: > 0, HasDiffstat: false } }) return (MailKind.Reply, "It answers a mail and quotes it.");
        if (subject is { Number: 0 }) return (MailKind.CoverLetter, $"The subject has the number 0/{subject.Total}.");
        if (facts.PullUrl is not null && subject.Number is null) return (MailKind.PullRequest, "The text is that of git request-pull.");
        if (subject.IsPull) return (MailKind.PullRequest, "The subject asks to pull.");
        return facts.Diff is null ? DecideWithoutDiff(facts) : DecideWithDiff(facts);
    }

    private static (MailKind Kind, string Reason) DecideReply(MailFacts facts) => facts switch
    {
        { HasFullForm: true } => (MailKind.Patch, "The subject is an answer's, but the mail is a whole patch as git sends it, and quotes nothing."),
        { Diff: not null } => (MailKind.Reply, "The subject is an answer's; the diff in it is a suggestion."),
        _ => (MailKind.Reply, "The subject is an answer's."),
    };

    private static (MailKind Kind, string Reason) DecideWithDiff(MailFacts facts)
    {
        var subject = facts.Subject;
        if (subject.IsForward && !facts.HasFullForm) return Other(facts, "A forwarded mail; the patch in it is another's.");
        if (subject.IsPatchSet && subject.Number is null && !facts.HasFullForm) return (MailKind.CoverLetter, "The subject says PATCHSET; the diff in it is no patch of its own.");
        if (subject.SaysPatch)
        {
            if (facts is { HasParent: true, IsAttached: false, Prose: { QuotedLines: > 0, HasSignOff: false } }) return (MailKind.Reply, "It answers a mail and quotes it; the diff in it is a suggestion.");
            return (MailKind.Patch, facts.IsAttached ? "The subject says patch and a diff is attached." : "The subject says patch and the text holds a diff.");
        }

        if (facts.IsOfAttachedMessage) return Other(facts, "The patch in it is that of a message which is attached.");
        if (facts.HasPatchForm) return (MailKind.Patch, "The subject does not say patch, but the mail has a patch's form: a diff with a sign-off, a diffstat, --- or a patch's subject above it.");
        return Other(facts, "It holds a diff, but has not the form of a patch: no sign-off, no diffstat, or quotes and text around it.");
    }

    private static (MailKind Kind, string Reason) DecideWithoutDiff(MailFacts facts)
    {
        var subject = facts.Subject;
        if (subject.IsPatchSet && subject.Number is null) return (MailKind.CoverLetter, "The subject says PATCHSET and the mail holds no diff.");
        if (subject.SaysPatch && subject.Number is null && facts.Prose is { HasDiffstat: true, QuotedLines: 0 })
            return (MailKind.CoverLetter, "The subject says patch without a number, and the text gives the diffstat of a series but no diff.");
        return Other(facts, subject.SaysPatch ? "The subject says patch, but the mail holds no diff." : "It holds no diff.");
    }

    private static (MailKind Kind, string Reason) Other(MailFacts facts, string reason) =>
        facts.HasParent ? (MailKind.Reply, "It answers a mail. " + reason) : (MailKind.None, reason);

    // Mails of trees' robots, which hold the whole patch: "Patch "…" has been added to the 6.6-stable tree", "+ x.patch added to mm-unstable branch",
    // "FAILED: patch "[PATCH] …" failed to apply to 5.4-stable tree", "[tip: x86/urgent] …", "[merged mm-stable] x.patch removed from -mm tree".
    private static bool IsNotice(PatchSubject subject)
    {
        var raw = subject.Raw;
        if (raw.StartsWith("[tip: ", StringComparison.Ordinal) || raw.StartsWith("[tip:", StringComparison.Ordinal)) return true;
        if (raw.StartsWith("FAILED: patch ", StringComparison.OrdinalIgnoreCase)) return true;
        if (!raw.EndsWith(" tree", StringComparison.OrdinalIgnoreCase) && !raw.EndsWith(" branch", StringComparison.OrdinalIgnoreCase)) return false;
        if (raw.StartsWith("Patch \"", StringComparison.OrdinalIgnoreCase)) return true;
        return raw.Contains(".patch added to ", StringComparison.Ordinal) || raw.Contains(".patch removed from ", StringComparison.Ordinal);
    }
}
