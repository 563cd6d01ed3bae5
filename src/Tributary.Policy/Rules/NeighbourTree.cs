namespace Tributary.Policy;

/// <summary>A series that touches nothing but the profile's own code is quickest under its own prefix; a neighbour's is fine all the same (PFX-2).</summary>
public sealed class NeighbourTree() : Rule(new("neighbour-tree", new("PFX-2"), Severity.Advice, "A series for BPF alone names a neighbour's tree") { IsOfMail = true })
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (facts.Tree is not { } tree || facts.Profile.Checks.OwnTrees.IsEmpty || facts.Profile.Checks.OwnTrees.Contains(tree.Name) || !series.IsOnly(facts.Area("bpf"))) return;
        var own = facts.Profile.Trees.FirstOrDefault(other => other.Kind == tree.Kind && facts.Profile.Checks.OwnTrees.Contains(other.Name));
        if (own is null) return;
        findings.Add(new(Info, series.Head.Id, $"It touches nothing but {facts.Profile.Title}, and is sent for {tree.Name}")
        {
            Fix = $"Leave it if you are unsure, the maintainers delegate; [PATCH {own.Name}] is the shorter way",
        });
    }
}
