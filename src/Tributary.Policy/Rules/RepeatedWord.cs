namespace Tributary.Policy;

/// <summary>No word stands twice by accident.</summary>
public sealed class RepeatedWord() : PatchRule(new("repeated-word", Clause.General, Severity.Advice, "A word stands twice"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var line in patch.Text.Prose)
        {
            var words = line.Text.Split(' ');
            for (var at = 1; at < words.Length; at++)
            {
                if (words[at].Length < 2 || words[at] != words[at - 1] || !words[at].All(char.IsAsciiLetterLower) || Meant.Contains(words[at], StringComparer.Ordinal)) continue;
                findings.Add(new(Info, patch.Id, $"\"{words[at]} {words[at]}\": the word stands twice")
                {
                    Place = FindingPlace.Message(line.Number),
                    Fix = "Take one of them out",
                    Mend = new(MendKind.ReplaceLine, line.Number, string.Join(' ', words.Where((_, index) => index != at))),
                });
                break;
            }
        }
    }

    private static readonly string[] Meant = ["that", "had", "long", "is", "bla", "very"];
}
