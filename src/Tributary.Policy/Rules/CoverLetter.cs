namespace Tributary.Policy;

/// <summary>A submission of more than one patch has a cover letter (SER-1).</summary>
public sealed class CoverLetter() : Rule(new("cover-letter", new("SER-1"), Severity.Error, "A series of several patches has no cover letter") { IsOfMail = true })
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (series.Cover is not null || series.Total < facts.Profile.Submitting.CoverLetterFrom) return;
        // One patch sent again into a series: the cover letter stands.
        if (series.Patches is [{ Mail.Subject: { MinorVersion: > 0 } or { Total: > 1 } }]) return;
        findings.Add(new(Info, series.Head.Id, $"There are {series.Total} patches and no cover letter")
        {
            Fix = "Add one with git format-patch --cover-letter, and say in it what the series does and why",
        });
    }
}
