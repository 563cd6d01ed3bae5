namespace Tributary.Policy;

/// <summary>A later version says what changed since the last one: in the cover letter, or below the <c>---</c> line.</summary>
public sealed class VersionLog() : Rule(new("version-log", Clause.General, Severity.Warning, "A respin does not say what changed") { IsOfMail = true })
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (series.Version < 2 || series.Head.Mail.Subject.IsResend || series.Letters.Any(part => SaysChanges(part, series))) return;
        findings.Add(new(Info, series.Head.Id, $"It is v{series.Version}, and nothing says what changed since v{series.Version - 1}")
        {
            Fix = $"Write \"v{series.Version - 1} -> v{series.Version}: …\" into the cover letter, or below the --- line of a single patch, with a link to the last version",
        });
    }

    // A commit message speaks of changes and of code anyhow: there only the versions count.
    private static bool SaysChanges(SeriesPart part, SeriesMail series)
    {
        var isMessage = !ReferenceEquals(series.Cover, part);
        foreach (var line in part.Mail.Content.AsSpan().EnumerateLines())
        {
            if (!IsOfGit(line, series) && (NamesVersion(line) || (!isMessage && SaysChange(line)))) return true;
        }

        foreach (var line in part.Mail.Notes.AsSpan().EnumerateLines())
        {
            if (!IsOfGit(line, series) && (NamesVersion(line) || SaysChange(line))) return true;
        }

        return false;
    }

    // What git format-patch writes by itself: the table of files ("2 files changed", "a/test_v2.c | 3 +") and the list of titles.
    private static bool IsOfGit(ReadOnlySpan<char> line, SeriesMail series)
    {
        var text = line.Trim();
        if (text.Contains(" | ", StringComparison.Ordinal) || text.Contains(" file changed", StringComparison.Ordinal) || text.Contains(" files changed", StringComparison.Ordinal)) return true;
        foreach (var patch in series.Patches)
        {
            if (text.Equals(patch.Mail.Subject.Title, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static bool SaysChange(ReadOnlySpan<char> line) =>
        line.Contains("change", StringComparison.OrdinalIgnoreCase) || line.Contains("->", StringComparison.Ordinal) || line.Contains("=>", StringComparison.Ordinal);

    private static bool NamesVersion(ReadOnlySpan<char> line)
    {
        for (var at = 0; at + 1 < line.Length; at++)
        {
            if (line[at] is 'v' or 'V' && char.IsAsciiDigit(line[at + 1]) && (at == 0 || !char.IsLetterOrDigit(line[at - 1]))) return true;
        }

        return line.Contains("since last", StringComparison.OrdinalIgnoreCase) || line.Contains("previous version", StringComparison.OrdinalIgnoreCase);
    }
}
