namespace Tributary.Policy;

/// <summary>Behind each <c>Co-developed-by:</c> stands the sign-off of that person.</summary>
public sealed class CoDeveloped() : PatchRule(new("co-developed", Clause.General, Severity.Warning, "A Co-developed-by is not signed off"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var line in patch.Text.Find("Co-developed-by"))
        {
            var person = PersonText.Read(line.Value);
            if (patch.Text.Find("Signed-off-by").Any(other => PersonText.Same(PersonText.Read(other.Value), person))) continue;
            findings.Add(new(Info, patch.Id, $"{line.Value} developed it too and has not signed it off")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = $"Add \"Signed-off-by: {line.Value}\" right below it; only that person can give it",
            });
        }
    }
}
