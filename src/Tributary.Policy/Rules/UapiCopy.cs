namespace Tributary.Policy;

/// <summary>The copies of UAPI headers that tools are built with change with the headers.</summary>
public sealed class UapiCopy() : Rule(new("uapi-copy", Clause.General, Severity.Warning, "A UAPI header and its copy for tools differ"))
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var patch in series.Patches)
        {
            foreach (var file in patch.Mail.Files)
            {
                if (!PathPattern.MatchesAny(facts.Area("uapi-copied"), file.Path) || patch.IsRevert) continue;
                var copy = $"tools/{file.Path}";
                if (series.Patches.Any(other => other.Mail.Files.Any(changed => changed.Path == copy))) continue;
                findings.Add(new(Info, patch.Id, $"It changes {file.Path}, and {copy} stays as it was")
                {
                    Place = FindingPlace.Subject with { Path = file.Path },
                    Fix = $"Copy the header: cp {file.Path} {copy}",
                });
            }
        }
    }
}
