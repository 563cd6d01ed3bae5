namespace Tributary.Policy;

/// <summary>All messages of a series bear the same version (PFX-4).</summary>
public sealed class VersionMixed() : Rule(new("version-mixed", new("PFX-4"), Severity.Warning, "The patches of a series bear different versions") { IsOfMail = true })
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var part in series.Letters)
        {
            if (part.Mail.Subject.Version == series.Version) continue;
            findings.Add(new(Info, part.Id, $"It says v{part.Mail.Subject.Version}, and the series v{series.Version}") { Fix = $"Format the whole series as one version: git format-patch -v{Math.Max(series.Version, part.Mail.Subject.Version)}" });
        }
    }
}
