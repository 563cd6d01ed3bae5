using Tributary.Patches;

namespace Tributary.Policy;

/// <summary>Binary files do not belong in a patch: nobody can review them.</summary>
public sealed class BinaryFile() : PatchRule(new("binary-file", Clause.General, Severity.Warning, "A binary file is added"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var file in patch.Mail.Files)
        {
            if (!file.IsBinary || file.Change == DiffChange.Deleted) continue;
            findings.Add(new(Info, patch.Id, $"{file.Path} is binary")
            {
                Place = FindingPlace.Subject with { Path = file.Path },
                Fix = "Leave it out and build it from source, or say why it must be there",
            });
        }
    }
}
