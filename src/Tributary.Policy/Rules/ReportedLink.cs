namespace Tributary.Policy;

/// <summary>Behind <c>Reported-by:</c> stands the address of the report, as <c>Closes:</c>.</summary>
public sealed class ReportedLink() : PatchRule(new("reported-link", Clause.General, Severity.Advice, "A report is credited and not linked"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        if (patch.Text.Find("Reported-by") is not [var reported, ..] || patch.Mail.Content.Contains("://", StringComparison.Ordinal)) return;
        findings.Add(new(Info, patch.Id, "Reported-by: names who reported it, and nothing says where")
        {
            Place = FindingPlace.Message(reported.Number),
            Fix = "Add \"Closes: https://…\" right below it, with the address of the report, if it is public",
        });
    }
}
