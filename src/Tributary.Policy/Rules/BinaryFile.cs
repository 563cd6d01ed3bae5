using Tributary.Patches;

namespace Tributary.Policy;

/// <summary>Binary files do not belong in a patch: nobody can review them.</summary>
public sealed class BinaryFile : IPatchRule
{
    /// <inheritdoc />
    public RuleInfo Info { get; } = new("binary-file", Clause.General, Severity.Warning, "A binary file is added");

    /// <inheritdoc />
    public IEnumerable<Finding> Check(SeriesPart patch, SeriesMail series, Facts facts)
    {
        foreach (var file in patch.Mail.Files)
        {
            if (!file.IsBinary || file.Change == DiffChange.Deleted) continue;
            yield return new(Info, patch.Id, $"{file.Path} is binary")
            {
                Place = FindingPlace.Subject with { Path = file.Path },
                Fix = "Leave it out and build it from source, or say why it must be there",
            };
        }
    }
}
