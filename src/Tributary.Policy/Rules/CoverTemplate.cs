namespace Tributary.Policy;

/// <summary>The cover letter is written, and not the form that git makes (SER-1).</summary>
public sealed class CoverTemplate() : Rule(new("cover-template", new("SER-1"), Severity.Error, "The cover letter is the empty form") { IsOfMail = true })
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (series.Cover is not { } cover) return;
        if (!cover.Mail.Content.Contains("*** BLURB HERE ***", StringComparison.Ordinal) && !cover.Message.Subject.Contains("*** SUBJECT HERE ***", StringComparison.Ordinal)) return;
        findings.Add(new(Info, cover.Id, "The cover letter still holds git's \"*** SUBJECT HERE ***\" or \"*** BLURB HERE ***\"")
        {
            Fix = "Write what the series does, why it is wanted and how it was tested in their place",
        });
    }
}
