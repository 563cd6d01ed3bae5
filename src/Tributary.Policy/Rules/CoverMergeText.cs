namespace Tributary.Policy;

/// <summary>The cover letter becomes the text of the merge commit: description first, the change log below (SER-2).</summary>
public sealed class CoverMergeText() : Rule(new("cover-merge-text", new("SER-2"), Severity.Advice, "The cover letter makes no good merge commit"))
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (series.Cover is not { } cover || cover.Text.Lines.FirstOrDefault(line => line.Role == LineRole.Prose) is not { Text: { } first } line) return;
        if (!LooksLikeLog(first)) return;
        findings.Add(new(Info, cover.Id, "The cover letter begins with what changed between versions")
        {
            Place = FindingPlace.Message(line.Number),
            Fix = "Put the description first and the change log below it: the text becomes the merge commit",
        });
    }

    private static bool LooksLikeLog(string line) =>
        line.StartsWith("changes since", StringComparison.OrdinalIgnoreCase) || line.StartsWith("changes in v", StringComparison.OrdinalIgnoreCase) || line.StartsWith("changelog", StringComparison.OrdinalIgnoreCase)
        || (line is ['v' or 'V', >= '0' and <= '9', ..] && (line.Contains("->", StringComparison.Ordinal) || line.EndsWith(':')));
}
