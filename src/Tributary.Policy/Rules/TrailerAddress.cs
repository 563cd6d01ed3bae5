namespace Tributary.Policy;

/// <summary>A trailer that names a person names the address too.</summary>
public sealed class TrailerAddress() : PatchRule(new("trailer-address", Clause.General, Severity.Warning, "A trailer names no address"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var line in patch.Text.Trailers)
        {
            if (!line.Key.EndsWith("-by", StringComparison.OrdinalIgnoreCase) || line.Value.Contains('@', StringComparison.Ordinal) || line.Value.Contains("://", StringComparison.Ordinal)) continue;
            if (line.Number + 1 < patch.Text.Lines.Length && patch.Text.Lines[line.Number + 1] is { Role: not LineRole.Trailer } below && below.Text.Contains('@', StringComparison.Ordinal)) continue;
            findings.Add(new(Info, patch.Id, $"\"{line.Text.Trim()}\" names no address")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = $"Write \"{line.Key}: Name <address>\"; where the person gave none, credit him in a sentence of the message",
            });
        }
    }
}
