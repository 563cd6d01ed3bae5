namespace Tributary.Policy;

/// <summary>The cover letter holds a description, and not only a list of patches (SER-1).</summary>
public sealed class CoverText() : Rule(new("cover-text", new("SER-1"), Severity.Warning, "The cover letter describes nothing"))
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (series.Cover is not { } cover) return;
        var words = cover.Text.Prose.TakeWhile(line => !IsShortlog(line.Text)).Sum(line => line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
        if (words >= LeastWords || cover.Mail.Content.Contains("*** BLURB HERE ***", StringComparison.Ordinal)) return;
        findings.Add(new(Info, cover.Id, words == 0 ? "The cover letter lists the patches and says nothing else" : $"The cover letter has {words} words of description")
        {
            Place = FindingPlace.Message(0),
            Fix = "Say what the series does as a whole, why, and how it was tested: this text becomes the merge commit",
        });
    }

    private const int LeastWords = 12;

    // "Ann Author (3):"
    private static bool IsShortlog(string line) => line.EndsWith("):", StringComparison.Ordinal) && line.Contains(" (", StringComparison.Ordinal);
}
