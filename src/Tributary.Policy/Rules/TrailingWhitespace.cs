namespace Tributary.Policy;

/// <summary>No added line ends with blanks or tabs.</summary>
public sealed class TrailingWhitespace : IPatchRule
{
    /// <inheritdoc />
    public RuleInfo Info { get; } = new("trailing-whitespace", Clause.General, Severity.Warning, "An added line ends with blanks");

    /// <inheritdoc />
    public IEnumerable<Finding> Check(SeriesPart patch, SeriesMail series, Facts facts)
    {
        foreach (var line in patch.Diff.Added)
        {
            if (line.Text is not [.., ' ' or '\t'] || line.Path.EndsWith(".md", StringComparison.Ordinal) || line.Path.EndsWith(".patch", StringComparison.Ordinal)) continue;
            yield return new(Info, patch.Id, $"{line.Path}:{line.FileLine} ends with blanks")
            {
                Place = FindingPlace.Diff(line),
                Fix = "Take them off (git rebase --whitespace=fix does it)",
                Mend = new(MendKind.ReplaceDiffLine, line.DiffLine, "+" + line.Text.TrimEnd()),
            };
            yield break;
        }
    }
}
