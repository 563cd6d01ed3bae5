namespace Tributary.Policy;

/// <summary>A <c>Fixes:</c> tag stands on one line, however long it is.</summary>
public sealed class FixesFolded() : PatchRule(new("fixes-folded", Clause.General, Severity.Warning, "A Fixes: tag goes over two lines"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var line in FixesLine.Of(patch))
        {
            if (!line.IsFolded) continue;
            findings.Add(new(Info, patch.Id, "The Fixes: tag is broken over two lines, and scripts read the first alone")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = $"Write it on one line: Fixes: {line.Text}",
            });
        }
    }
}
