namespace Tributary.Policy;

/// <summary>A fix goes to the tree that has what it fixes (REQ-3). Needs the trees.</summary>
public sealed class FixesTree() : PatchRule(new("fixes-tree", new("REQ-3"), Severity.Warning, "What it fixes is not in the tree that it is for"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        if (!facts.HasTrees || facts.Tree is not { Kind: TreeKind.Fixes } tree) return;
        foreach (var line in FixesLine.Of(patch))
        {
            if (facts.Commits.GetValueOrDefault(line.Hex) is not { Trees: { IsEmpty: false } trees } || trees.Contains(tree.Name)) continue;
            if (facts.Profile.Trees.FirstOrDefault(other => trees.Contains(other.Name) && other.Kind == TreeKind.Features) is not { } features) continue;
            findings.Add(new(Info, patch.Id, $"{line.Hex} is in {features.Name} and not in {tree.Name}")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = $"Send it as [PATCH {features.Name}], and keep the Fixes: tag",
            });
        }
    }
}
