namespace Tributary.Policy;

/// <summary>A static function in a header is inline.</summary>
public sealed class HeaderStatic() : PatchRule(new("header-static", Clause.General, Severity.Warning, "A header gets a static function that is not inline"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        var lines = patch.Diff.Lines;
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at];
            if (!line.IsAdded || !line.Path.EndsWith(".h", StringComparison.Ordinal) || !line.Text.StartsWith("static ", StringComparison.Ordinal) || !line.Text.Contains('(', StringComparison.Ordinal)) continue;
            if (line.Text.Contains("inline", StringComparison.Ordinal) || line.Text.Contains('=', StringComparison.Ordinal) || line.Text.Contains("(*", StringComparison.Ordinal) || line.Text.Contains("__noinline", StringComparison.Ordinal) || PathPattern.MatchesAny(facts.Areas("selftests", "tools", "samples"), line.Path)) continue;
            findings.Add(new(Info, patch.Id, $"{line.Path}:{line.FileLine} is a static function that is not inline, in a header")
            {
                Place = FindingPlace.Diff(line),
                Fix = "Write static inline, or move it into a .c file",
            });
            return;
        }
    }
}
