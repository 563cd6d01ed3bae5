namespace Tributary.Policy;

/// <summary>A patch of iproute2 goes to its next tree while the kernel's change is in a tree of features, else to its main one (IPR-2). Needs the kernel's trees.</summary>
public sealed class Iproute2Kernel() : Rule(new("iproute2-kernel", new("IPR-2"), Severity.Warning, "A patch for iproute2 names the wrong one of its trees") { IsOfMail = true })
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (facts.Tree is { Kind: TreeKind.Tools } tree) Check(series, facts, tree, findings);
    }

    private void Check(SeriesMail series, Facts facts, ProfileTree tree, Findings findings)
    {
        var isNext = !tree.Flows.IsEmpty;
        foreach (var (title, kernel) in facts.KernelChanges.OrderBy(change => change.Key, StringComparer.Ordinal))
        {
            // A tree that flows into another one of tools is its next tree.
            var isFeature = kernel.EndsWith("-next", StringComparison.Ordinal) || facts.Profile.Trees.Any(other => other.Name == kernel && other.Kind == TreeKind.Features);
            if (isFeature == isNext) continue;
            var right = facts.Profile.Trees.FirstOrDefault(other => other.Kind == TreeKind.Tools && other.Flows.IsEmpty != isFeature)?.Name ?? tree.Name;
            findings.Add(new(Info, series.Head.Id, $"The kernel's \"{title}\" is in {kernel}, and the patch is for {tree.Name}") { Fix = $"Send it as [PATCH {right}]" });
        }
    }
}
