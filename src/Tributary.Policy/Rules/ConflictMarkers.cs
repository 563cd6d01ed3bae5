namespace Tributary.Policy;

/// <summary>No marks of a merge conflict are left in what is added.</summary>
public sealed class ConflictMarkers() : PatchRule(new("conflict-markers", Clause.General, Severity.Error, "An added line is a conflict's marker"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var line in patch.Diff.Added)
        {
            if (!line.Text.StartsWith("<<<<<<< ", StringComparison.Ordinal) && !line.Text.StartsWith(">>>>>>> ", StringComparison.Ordinal)) continue;
            findings.Add(new(Info, patch.Id, $"{line.Path}:{line.FileLine} is the mark of a merge conflict")
            {
                Place = FindingPlace.Diff(line),
                Fix = "Resolve the conflict, amend the commit and format it again",
            });
            return;
        }
    }
}
