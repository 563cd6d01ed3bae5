namespace Tributary.Policy;

/// <summary>Answers stand below the lines that they answer, and all else is cut.</summary>
public sealed class TopPosting() : Rule(new("top-posting", Clause.General, Severity.Advice, "An answer stands above what it answers"))
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var reply in series.Replies)
        {
            var lines = reply.Mail.Content.Split('\n');
            var first = Array.FindIndex(lines, line => line.StartsWith('>'));
            if (first < 0 || lines.Length - first < LeastQuoted || !lines.Take(first).Any(IsText) || lines.Skip(first).Any(line => !line.StartsWith('>') && IsText(line))) continue;
            findings.Add(new(Info, reply.Id, "The answer stands above all that it quotes")
            {
                Place = FindingPlace.Message(0),
                Fix = "Answer below the lines that you speak of, and cut what you do not",
            });
        }
    }

    private const int LeastQuoted = 8;

    private static bool IsText(string line) => !string.IsNullOrWhiteSpace(line) && !line.EndsWith("wrote:", StringComparison.Ordinal) && !line.StartsWith("On ", StringComparison.Ordinal);
}
