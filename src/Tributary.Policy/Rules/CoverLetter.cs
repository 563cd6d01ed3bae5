namespace Tributary.Policy;

/// <summary>A submission of more than one patch has a cover letter (SER-1).</summary>
public sealed class CoverLetter : ISeriesRule
{
    /// <inheritdoc />
    public RuleInfo Info { get; } = new("cover-letter", new("SER-1"), Severity.Error, "A series of several patches has no cover letter") { IsOfMail = true };

    /// <inheritdoc />
    public IEnumerable<Finding> Check(SeriesMail series, Facts facts)
    {
        if (series.Cover is not null || series.Total < facts.Profile.Submitting.CoverLetterFrom) yield break;
        // One patch sent again into a series: the cover letter stands.
        if (series.Patches is [{ Mail.Subject: { MinorVersion: > 0 } or { Total: > 1 } }]) yield break;
        yield return new(Info, series.Head.Id, $"There are {series.Total} patches and no cover letter")
        {
            Fix = "Add one with git format-patch --cover-letter, and say in it what the series does and why",
        };
    }
}
