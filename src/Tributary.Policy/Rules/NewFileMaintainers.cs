namespace Tributary.Policy;

/// <summary>A new file is covered by an entry of MAINTAINERS. Needs MAINTAINERS.</summary>
public sealed class NewFileMaintainers() : Rule(new("new-file-maintainers", Clause.General, Severity.Warning, "Nobody maintains a new file"))
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var path in facts.Unmaintained)
        {
            if (series.Patches.FirstOrDefault(patch => patch.Mail.Files.Any(file => file.Path == path)) is not { } patch) continue;
            findings.Add(new(Info, patch.Id, $"{path} is new, and no entry of MAINTAINERS covers it")
            {
                Place = FindingPlace.Subject with { Path = path },
                Fix = "Add an F: line to the entry that it belongs to, or an entry, in this series",
            });
        }
    }
}
