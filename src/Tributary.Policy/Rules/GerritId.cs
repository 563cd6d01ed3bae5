namespace Tributary.Policy;

/// <summary>A <c>Change-Id:</c> of Gerrit means nothing outside of the server that made it.</summary>
public sealed class GerritId() : PatchRule(new("gerrit-id", Clause.General, Severity.Warning, "The commit message holds a Change-Id"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var line in patch.Text.Lines)
        {
            if (!line.Text.StartsWith("Change-Id: I", StringComparison.Ordinal)) continue;
            findings.Add(new(Info, patch.Id, "The commit message holds a Change-Id of Gerrit")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = "Take the line out",
                Mend = new(MendKind.RemoveLine, line.Number, ""),
            });
        }
    }
}
