namespace Tributary.Policy;

/// <summary>Added lines of code have no more columns than the subsystem takes; strings, links and tables may be longer.</summary>
public sealed class LongLines() : PatchRule(new("long-lines", Clause.General, Severity.Warning, "An added line is too long"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        var most = facts.Profile.Submitting.Columns;
        var count = 0;
        DiffText.Line first = default;
        foreach (var line in patch.Diff.Added)
        {
            if (line.Text.Length <= most / 8 || !SourceFile.IsC(line.Path) || PathPattern.MatchesAny(facts.Area("uapi"), line.Path)) continue;
            if (Width(line.Text) <= most || IsExempt(line.Text)) continue;
            if (count++ == 0) first = line;
        }

        if (count == 0) return;
        findings.Add(new(Info, patch.Id, $"{(count == 1 ? "An added line has" : $"{count} added lines have")} more than {most} columns ({first.Path}:{first.FileLine} has {Width(first.Text)})")
        {
            Place = FindingPlace.Diff(first),
            Fix = $"Break it before column {most + 1}; strings stay whole, so that people find them",
        });
    }

    private const int Tab = 8;

    private static int Width(string line)
    {
        var width = 0;
        foreach (var letter in line) width += letter == '\t' ? Tab - (width % Tab) : 1;
        return width;
    }

    private static bool IsExempt(string line) => line.Contains('"', StringComparison.Ordinal) || line.Contains("://", StringComparison.Ordinal) || line.Contains("/*", StringComparison.Ordinal) || line.AsSpan().TrimStart().StartsWith("{") || line.StartsWith('#') || line.TrimEnd().EndsWith('\\');
}
