namespace Tributary.Policy;

/// <summary>The subject of an iproute2 patch names one of its trees (IPR-2).</summary>
public sealed class Iproute2Prefix() : Rule(new("iproute2-prefix", new("IPR-2"), Severity.Error, "A patch for iproute2 does not say so") { IsOfMail = true })
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (series.IsRfc || facts.Tree is { Kind: TreeKind.Tools } || !series.IsOnly(facts.Area("ip-tools"))) return;
        var trees = string.Join(" or ", facts.Profile.Trees.Where(tree => tree.Kind == TreeKind.Tools).Select(tree => $"[PATCH {tree.Name}]"));
        if (trees.Length == 0) return;
        findings.Add(new(Info, series.Head.Id, $"The subject names {facts.Tree?.Name ?? "no tree"}, and this file belongs to another repository than the kernel: {series.Patches[0].Mail.Files[0].Path}")
        {
            Fix = $"Send it as {trees}: the first for what mainline has, the second for what is in a kernel tree of features",
        });
    }
}
