namespace Tributary.Policy;

/// <summary>A line that fits in the columns the subsystem takes is not split.</summary>
public sealed class LinesSplit() : PatchRule(new("lines-split", Clause.General, Severity.Advice, "A call is split though it fits on a line"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        var most = facts.Profile.Submitting.Columns;
        var lines = patch.Diff.Lines;
        for (var at = 0; at + 1 < lines.Length; at++)
        {
            var (line, next) = (lines[at], lines[at + 1]);
            if (!line.IsAdded || !next.IsAdded || !SourceFile.IsC(line.Path) || !line.Text.TrimEnd().EndsWith('(') || next.Text.TrimEnd() is not [.., ';' or '{']) continue;
            var indent = line.Text.Length - line.Text.AsSpan().TrimStart('\t').Length;
            if (line.Text.TrimEnd().Length + (indent * 7) + next.Text.Trim().Length > most) continue;
            findings.Add(new(Info, patch.Id, $"\"{line.Text.Trim()}\" is split, and fits on one line of {most} columns")
            {
                Place = FindingPlace.Diff(line),
                Fix = "Join it with the next line",
            });
            return;
        }
    }
}
