namespace Tributary.Policy;

/// <summary>The hunks of a patch hold the lines that they announce, so that it applies.</summary>
public sealed class PatchDamaged() : PatchRule(new("patch-damaged", Clause.General, Severity.Error, "The patch is damaged"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        if (patch.Diff.Damage is not { } line) return;
        findings.Add(new(Info, patch.Id, "A hunk does not hold the lines that it announces: a mail program wrapped or cut them, or it was edited by hand")
        {
            Place = FindingPlace.Diff(line),
            Fix = "Make the patch again with git format-patch, and send it with git send-email",
        });
    }
}
