namespace Tributary.Policy;

/// <summary>The lines of a commit message are not too long; what a machine printed, links and trailers may be.</summary>
public sealed class MessageColumns() : PatchRule(new("message-columns", Clause.General, Severity.Warning, "A line of the commit message is too long"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        var most = facts.Profile.Checks.MessageColumns;
        foreach (var line in patch.Text.Prose)
        {
            if (line.Text.Length <= most || IsExempt(line.Text, most)) continue;
            findings.Add(new(Info, patch.Id, $"This line of the commit message has {line.Text.Length} columns")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = $"Break it before column {most + 1}",
            });
            // One is enough: the author will look at the others.
            return;
        }
    }

    // A link, a path or a commit with its title cannot be broken; nor a line that quotes one word longer than all else.
    private static bool IsExempt(string line, int most)
    {
        if (line.Contains("://", StringComparison.Ordinal) || line.Contains("(\"", StringComparison.Ordinal) || line[0] is '[' or '-' or '+' or '=' or '*' or '"' or '\'') return true;
        foreach (var word in line.AsSpan().Split(' '))
        {
            if (line.AsSpan(word).Length > most / 2) return true;
        }

        return line.Contains("  ", StringComparison.Ordinal);
    }
}
