namespace Tributary.Policy;

/// <summary>No added line ends with blanks or tabs.</summary>
public sealed class TrailingWhitespace() : PatchRule(new("trailing-whitespace", Clause.General, Severity.Warning, "An added line ends with blanks"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var line in patch.Diff.Added)
        {
            if (line.Text is not [.., ' ' or '\t'] || line.Path.EndsWith(".md", StringComparison.Ordinal) || line.Path.EndsWith(".patch", StringComparison.Ordinal)) continue;
            findings.Add(new(Info, patch.Id, $"{line.Path}:{line.FileLine} ends with blanks")
            {
                Place = FindingPlace.Diff(line),
                Fix = "Take them off (git rebase --whitespace=fix does it)",
                Mend = new(MendKind.ReplaceDiffLine, line.DiffLine, "+" + line.Text.TrimEnd()),
            });
            return;
        }
    }
}
