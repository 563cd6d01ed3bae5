namespace Tributary.Policy;

/// <summary>The commit of a <c>Fixes:</c> tag exists (REQ-2). Needs a repository.</summary>
public sealed class FixesKnown() : PatchRule(new("fixes-known", new("REQ-2"), Severity.Error, "A Fixes: tag names a commit that does not exist"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var line in FixesLine.Of(patch))
        {
            if (!facts.Commits.TryGetValue(line.Hex, out var known) || known is not null) continue;
            findings.Add(new(Info, patch.Id, $"Fixes: names {line.Hex}, and the tree at hand has no such commit")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = line.Title is null ? "Name a commit of the tree that the series is for" : $"Look for it by its title: git log --oneline --fixed-strings --grep='{line.Title.Replace("'", ".", StringComparison.Ordinal)}'",
            });
        }
    }
}
