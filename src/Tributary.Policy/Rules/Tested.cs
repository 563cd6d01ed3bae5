namespace Tributary.Policy;

/// <summary>A series was tested before it is sent, and says so (REQ-1).</summary>
public sealed class Tested() : Rule(new("tested", new("REQ-1"), Severity.Advice, "Nothing says that it was tested"))
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (series.IsRfc || !facts.LabResults.IsEmpty || series.Touches(facts.Area("selftests")) || series.IsOnly(facts.Area("documentation"))) return;
        foreach (var part in series.Letters)
        {
            if (SaysTested(part)) return;
        }

        findings.Add(new(Info, series.Head.Id, "Nothing says how it was tested: no Tested-by, no result, no test in the series")
        {
            Fix = "Run the selftests before you send, and say so in the cover letter or the commit message",
        });
    }

    private static bool SaysTested(SeriesPart part) =>
        part.Mail.Content.Contains("test", StringComparison.OrdinalIgnoreCase) || part.Mail.Notes.Contains("test", StringComparison.OrdinalIgnoreCase) || !part.Text.Find("Tested-by").IsEmpty;
}
