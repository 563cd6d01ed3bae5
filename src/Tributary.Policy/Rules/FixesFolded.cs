namespace Tributary.Policy;

/// <summary>A <c>Fixes:</c> tag stands on one line, however long it is.</summary>
public sealed class FixesFolded : IPatchRule
{
    /// <inheritdoc />
    public RuleInfo Info { get; } = new("fixes-folded", Clause.General, Severity.Warning, "A Fixes: tag goes over two lines");

    /// <inheritdoc />
    public IEnumerable<Finding> Check(SeriesPart patch, SeriesMail series, Facts facts)
    {
        foreach (var line in FixesLine.Of(patch).Where(line => line.IsFolded))
        {
            yield return new(Info, patch.Id, "The Fixes: tag is broken over two lines, and scripts read the first alone")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = $"Write it on one line: Fixes: {line.Text}",
            };
        }
    }
}
