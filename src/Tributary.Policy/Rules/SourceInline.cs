namespace Tributary.Policy;

/// <summary>The compiler knows what to inline: the word is left out of .c files.</summary>
public sealed class SourceInline() : PatchRule(new("source-inline", Clause.General, Severity.Advice, "A .c file gets an inline function"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        DiffText.Line? added = null;
        var more = 0;
        foreach (var line in patch.Diff.Lines)
        {
            if (line.Sign == ' ' || !Has(line)) continue;
            more += line.IsAdded ? 1 : -1;
            if (line.IsAdded) added ??= line;
        }

        if (added is not { } first || more <= 0) return;
        findings.Add(new(Info, patch.Id, $"{first.Path}:{first.FileLine} says inline in a .c file")
        {
            Place = FindingPlace.Diff(first),
            Fix = "Leave the word out, or say what was measured with it",
        });
    }

    private static bool Has(DiffText.Line line) => line.Path.EndsWith(".c", StringComparison.Ordinal) && line.Text.StartsWith("static inline ", StringComparison.Ordinal);
}
