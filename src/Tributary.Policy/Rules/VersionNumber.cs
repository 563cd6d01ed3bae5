namespace Tributary.Policy;

/// <summary>A second or later version bears its number (PFX-4).</summary>
public sealed class VersionNumber() : Rule(new("version-number", new("PFX-4"), Severity.Error, "A respin does not bear its number") { IsOfMail = true })
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (facts.Earlier is not { } earlier || series.Head.Mail.Subject.IsResend || earlier.Version < series.Version || series.Head.Mail.Subject.MinorVersion > 0) return;
        // An RFC is not counted by everybody.
        if (earlier.IsRfc && !series.IsRfc) return;
        if (earlier.IsForOther(series)) return;
        var next = earlier.Version + 1;
        findings.Add(new(Info, series.Head.Id, $"There is a v{earlier.Version} of this already, and this one {(series.Head.Mail.Subject.HasVersion ? $"says v{series.Version}" : "bears no number")}")
        {
            Fix = $"Send it as v{next} (git format-patch -v{next}), or as [PATCH RESEND …] if nothing has changed",
        });
    }
}
