namespace Tributary.Policy;

/// <summary>All messages of a series bear the same version (PFX-4).</summary>
public sealed class VersionMixed : ISeriesRule
{
    /// <inheritdoc />
    public RuleInfo Info { get; } = new("version-mixed", new("PFX-4"), Severity.Warning, "The patches of a series bear different versions") { IsOfMail = true };

    /// <inheritdoc />
    public IEnumerable<Finding> Check(SeriesMail series, Facts facts)
    {
        foreach (var part in series.Letters)
        {
            if (part.Mail.Subject.Version == series.Version) continue;
            yield return new(Info, part.Id, $"It says v{part.Mail.Subject.Version}, and the series v{series.Version}") { Fix = $"Format the whole series as one version: git format-patch -v{Math.Max(series.Version, part.Mail.Subject.Version)}" };
        }
    }
}
