namespace Tributary.Policy;

/// <summary>The compiler knows what to inline: the word is left out of .c files.</summary>
public sealed class SourceInline() : PatchRule(new("source-inline", Clause.General, Severity.Advice, "A .c file gets an inline function"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        var lines = patch.Diff.Lines;
        var first = lines.FirstOrDefault(IsNew);
        if (first.Path is null || lines.Count(IsNew) <= lines.Count(line => line.Sign == '-' && Has(line))) return;
        findings.Add(new(Info, patch.Id, $"{first.Path}:{first.FileLine} says inline in a .c file")
        {
            Place = FindingPlace.Diff(first),
            Fix = "Leave the word out, or say what was measured with it",
        });
    }

    private static bool IsNew(DiffText.Line line) => line.IsAdded && Has(line);

    private static bool Has(DiffText.Line line) => line.Path.EndsWith(".c", StringComparison.Ordinal) && line.Text.StartsWith("static inline ", StringComparison.Ordinal);
}
