namespace Tributary.Policy;

/// <summary>No trailer stands twice.</summary>
public sealed class TrailerTwice() : PatchRule(new("trailer-twice", Clause.General, Severity.Advice, "A trailer stands twice"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in patch.Text.Trailers)
        {
            if (!line.Key.EndsWith("-by", StringComparison.OrdinalIgnoreCase) || seen.Add($"{line.Key}: {line.Value}")) continue;
            findings.Add(new(Info, patch.Id, $"\"{line.Text.Trim()}\" stands twice")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = "Take one of them out",
                Mend = new(MendKind.RemoveLine, line.Number, ""),
            });
        }
    }
}
