namespace Tributary.Policy;

/// <summary>A fix of what the tree of fixes has goes there (PFX-1). Needs the trees.</summary>
public sealed class FixesNext() : Rule(new("fixes-next", new("PFX-1"), Severity.Advice, "A fix of what is released is sent for the next release"))
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (!facts.HasTrees || facts.Tree is not { Kind: TreeKind.Features } tree || series.Patches.Length > 1) return;
        var patch = series.Patches[0];
        foreach (var line in FixesLine.Of(patch))
        {
            if (facts.Commits.GetValueOrDefault(line.Hex) is not { } known) continue;
            if (facts.Profile.Trees.FirstOrDefault(other => other.Kind == TreeKind.Fixes && known.Trees.Contains(other.Name) && tree.Name.StartsWith(other.Name, StringComparison.Ordinal)) is not { } fixes) continue;
            findings.Add(new(Info, patch.Id, $"{line.Hex} is in {fixes.Name} already")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = $"If users meet the bug send it as [PATCH {fixes.Name}]; leave it if it can wait for the next release",
            });
            return;
        }
    }
}
