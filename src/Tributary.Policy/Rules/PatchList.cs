namespace Tributary.Policy;

/// <summary>Patches go to the list of the subsystem (SUB-1).</summary>
public sealed class PatchList() : Rule(new("patch-list", new("SUB-1"), Severity.Error, "The series was not sent to the list") { IsOfMail = true })
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        var isOwn = facts.Tree is { } tree ? facts.Profile.Checks.OwnTrees.Contains(tree.Name) && tree.Kind != TreeKind.Tools : series.IsOnly(facts.Area("bpf"));
        if (!isOwn || facts.Profile.ListFor(ListUse.Patches) is not { } list) return;
        if (Recipients.IsUnaddressed(series) || Recipients.HasList(series, list)) return;
        findings.Add(new(Info, series.Head.Id, $"{list.Address} is neither in To nor in Cc, and the series is {(facts.Tree is null ? $"all {facts.Profile.Title}'s" : $"for {facts.Tree.Name}")}")
        {
            Place = FindingPlace.Header("To"),
            Fix = $"Add it: git send-email --to={list.Address}",
        });
    }
}
