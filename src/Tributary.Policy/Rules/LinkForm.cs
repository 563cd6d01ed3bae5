namespace Tributary.Policy;

/// <summary><c>Link:</c> and <c>Closes:</c> hold the address of a page.</summary>
public sealed class LinkForm() : PatchRule(new("link-form", Clause.General, Severity.Warning, "A Link: or Closes: holds no address"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var line in patch.Text.Trailers)
        {
            if (!Keys.Contains(line.Key, StringComparer.OrdinalIgnoreCase) || line.Value.StartsWith("http://", StringComparison.Ordinal) || line.Value.StartsWith("https://", StringComparison.Ordinal)) continue;
            // A reference "[1]" may stand before it, and the list's own Message-Id is as good.
            if (line.Value.Contains("://", StringComparison.Ordinal) || line.Number + 1 < patch.Text.Lines.Length && patch.Text.Lines[line.Number + 1].Role == LineRole.Folded) continue;
            findings.Add(new(Info, patch.Id, $"\"{line.Text.Trim()}\" holds no address")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = $"Write {line.Key}: https://…, the page of the report or of the discussion",
            });
        }
    }

    private static readonly string[] Keys = ["Link", "Closes", "BugLink"];
}
