namespace Tributary.Policy;

/// <summary>A fix of what the tree of fixes has goes there (PFX-1). Needs the trees.</summary>
public sealed class FixesNext : ISeriesRule
{
    /// <inheritdoc />
    public RuleInfo Info { get; } = new("fixes-next", new("PFX-1"), Severity.Advice, "A fix of what is released is sent for the next release");

    /// <inheritdoc />
    public IEnumerable<Finding> Check(SeriesMail series, Facts facts)
    {
        if (!facts.HasTrees || facts.Tree is not { Kind: TreeKind.Features } tree || series.Patches.Length > 1) yield break;
        var patch = series.Patches[0];
        foreach (var line in FixesLine.Of(patch))
        {
            if (facts.Commits.GetValueOrDefault(line.Hex) is not { } known) continue;
            if (facts.Profile.Trees.FirstOrDefault(other => other.Kind == TreeKind.Fixes && known.Trees.Contains(other.Name) && tree.Name.StartsWith(other.Name, StringComparison.Ordinal)) is not { } fixes) continue;
            yield return new(Info, patch.Id, $"{line.Hex} is in {fixes.Name} already")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = $"If users meet the bug send it as [PATCH {fixes.Name}]; leave it if it can wait for the next release",
            };
            yield break;
        }
    }
}
