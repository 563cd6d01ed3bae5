namespace Tributary.Policy;

/// <summary>A static function in a header is inline.</summary>
public sealed class HeaderStatic : IPatchRule
{
    /// <inheritdoc />
    public RuleInfo Info { get; } = new("header-static", Clause.General, Severity.Warning, "A header gets a static function that is not inline");

    /// <inheritdoc />
    public IEnumerable<Finding> Check(SeriesPart patch, SeriesMail series, Facts facts)
    {
        var lines = patch.Diff.Lines;
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at];
            if (!line.IsAdded || !line.Path.EndsWith(".h", StringComparison.Ordinal) || !line.Text.StartsWith("static ", StringComparison.Ordinal) || !line.Text.Contains('(', StringComparison.Ordinal)) continue;
            if (line.Text.Contains("inline", StringComparison.Ordinal) || line.Text.Contains('=', StringComparison.Ordinal) || line.Text.Contains("(*", StringComparison.Ordinal) || line.Text.Contains("__noinline", StringComparison.Ordinal) || PathPattern.MatchesAny(facts.Areas("selftests", "tools", "samples"), line.Path)) continue;
            yield return new(Info, patch.Id, $"{line.Path}:{line.FileLine} is a static function that is not inline, in a header")
            {
                Place = FindingPlace.Diff(line),
                Fix = "Write static inline, or move it into a .c file",
            };
            yield break;
        }
    }
}
