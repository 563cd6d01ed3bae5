namespace Tributary.Policy;

/// <summary>A sign-off bears the name by which the author is known, and not a login.</summary>
public sealed class FullName() : PatchRule(new("full-name", Clause.General, Severity.Warning, "A sign-off bears no full name"))
{
    /// <summary>How a name is mended, and the sign-off with it.</summary>
    internal const string Mend = "Sign with your full name: git config user.name \"Given Family\", then git commit --amend --reset-author -s";

    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var line in patch.Text.Find("Signed-off-by"))
        {
            var person = PersonText.Read(line.Value);
            if (IsFull(person.Name)) continue;
            findings.Add(new(Info, patch.Id, person.Name.Length == 0 ? $"The sign-off of {person.Address} bears no name" : $"The sign-off says \"{person.Name}\"")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = Mend,
            });
        }
    }

    // Names in other scripts than ours need no blank, and "J.R." is somebody's name.
    internal static bool IsFull(string name) => name.Trim().Contains(' ', StringComparison.Ordinal) || !System.Text.Ascii.IsValid(name) || name.Contains('.', StringComparison.Ordinal);
}
