namespace Tributary.Policy;

/// <summary>Patches of iproute2 go to its list (IPR-1).</summary>
public sealed class Iproute2List() : Rule(new("iproute2-list", new("IPR-1"), Severity.Error, "A patch for iproute2 was not sent to its list") { IsOfMail = true })
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (facts.Tree is not { Kind: TreeKind.Tools } tree || Recipients.IsUnaddressed(series)) return;
        var list = facts.Profile.ListFor(ListUse.Iproute2) ?? facts.Profile.ListFor(ListUse.Patches);
        if (list is null || Recipients.HasList(series, list)) return;
        findings.Add(new(Info, series.Head.Id, $"It is for {tree.Name}, and {list.Address} is neither in To nor in Cc")
        {
            Place = FindingPlace.Header("To"),
            Fix = $"Add it: git send-email --to={list.Address}, with the BPF maintainers in Cc where BPF is touched",
        });
    }
}
