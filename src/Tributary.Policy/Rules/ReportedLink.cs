namespace Tributary.Policy;

/// <summary>Behind <c>Reported-by:</c> stands the address of the report, as <c>Closes:</c>.</summary>
public sealed class ReportedLink : IPatchRule
{
    /// <inheritdoc />
    public RuleInfo Info { get; } = new("reported-link", Clause.General, Severity.Advice, "A report is credited and not linked");

    /// <inheritdoc />
    public IEnumerable<Finding> Check(SeriesPart patch, SeriesMail series, Facts facts)
    {
        if (!patch.Text.Find("Reported-by").Any() || patch.Mail.Content.Contains("://", StringComparison.Ordinal)) yield break;
        yield return new(Info, patch.Id, "Reported-by: names who reported it, and nothing says where")
        {
            Place = FindingPlace.Message(patch.Text.Find("Reported-by").First().Number),
            Fix = "Add \"Closes: https://…\" right below it, with the address of the report, if it is public",
        };
    }
}
