namespace Tributary.Policy;

/// <summary>While the merge window is open the trees for features take nothing (TREE-7).</summary>
public sealed class MergeWindow() : Rule(new("merge-window", new("TREE-7"), Severity.Warning, "The tree for features is closed") { IsOfMail = true })
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (facts.IsWindowOpen != true || facts.Tree is not { Kind: TreeKind.Features } tree || series.IsRfc) return;
        findings.Add(new(Info, series.Head.Id, $"The merge window is open: {tree.Name} takes nothing until {facts.Profile.MergeWindow?.EndsWith ?? "it ends"}") { Fix = "Send it when the window is closed, or as [PATCH RFC …] if you want to talk about it now" });
    }
}
