namespace Tributary.Policy;

/// <summary>A sign-off bears the name by which the author is known, and not a login.</summary>
public sealed class FullName : IPatchRule
{
    /// <inheritdoc />
    public RuleInfo Info { get; } = new("full-name", Clause.General, Severity.Warning, "A sign-off bears no full name");

    /// <inheritdoc />
    public IEnumerable<Finding> Check(SeriesPart patch, SeriesMail series, Facts facts)
    {
        foreach (var line in patch.Text.Find("Signed-off-by"))
        {
            var person = PersonText.Read(line.Value);
            if (person.Name.Trim().Contains(' ', StringComparison.Ordinal) || !System.Text.Ascii.IsValid(person.Name) || person.Name.Contains('.', StringComparison.Ordinal)) continue;
            yield return new(Info, patch.Id, person.Name.Length == 0 ? $"The sign-off of {person.Address} bears no name" : $"The sign-off says \"{person.Name}\"")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = "Sign with your full name: git config user.name \"Given Family\", then git commit --amend --reset-author -s",
            };
        }
    }
}
