namespace Tributary.Policy;

/// <summary>A later version says what changed since the last one: in the cover letter, or below the <c>---</c> line.</summary>
public sealed class VersionLog : ISeriesRule
{
    /// <inheritdoc />
    public RuleInfo Info { get; } = new("version-log", Clause.General, Severity.Warning, "A respin does not say what changed") { IsOfMail = true };

    /// <inheritdoc />
    public IEnumerable<Finding> Check(SeriesMail series, Facts facts)
    {
        if (series.Version < 2 || series.Head.Mail.Subject.IsResend || series.Letters.Any(SaysChanges)) yield break;
        yield return new(Info, series.Head.Id, $"It is v{series.Version}, and nothing says what changed since v{series.Version - 1}")
        {
            Fix = $"Write \"v{series.Version - 1} -> v{series.Version}: …\" into the cover letter, or below the --- line of a single patch, with a link to the last version",
        };
    }

    private static bool SaysChanges(SeriesPart part) => Says(part.Mail.Content) || Says(part.Mail.Notes);

    private static bool Says(string text)
    {
        if (text.Contains("change", StringComparison.OrdinalIgnoreCase) || text.Contains("->", StringComparison.Ordinal) || text.Contains("=>", StringComparison.Ordinal)) return true;
        for (var at = text.IndexOf('v', StringComparison.OrdinalIgnoreCase); at >= 0 && at + 1 < text.Length; at = text.IndexOf('v', at + 1))
        {
            if (char.IsAsciiDigit(text[at + 1]) && (at == 0 || !char.IsLetterOrDigit(text[at - 1]))) return true;
        }

        return text.Contains("since last", StringComparison.OrdinalIgnoreCase) || text.Contains("previous version", StringComparison.OrdinalIgnoreCase) || text.Contains("V2", StringComparison.Ordinal);
    }
}
