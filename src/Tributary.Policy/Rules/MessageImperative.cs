namespace Tributary.Policy;

/// <summary>A commit message says what to do, and does not tell of a patch: once applied it is none.</summary>
public sealed class MessageImperative() : PatchRule(new("message-imperative", Clause.General, Severity.Advice, "The commit message speaks of itself as a patch"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var line in patch.Text.Prose)
        {
            if (!line.Text.StartsWith("This patch ", StringComparison.OrdinalIgnoreCase) && !line.Text.StartsWith("This commit ", StringComparison.OrdinalIgnoreCase)) continue;
            findings.Add(new(Info, patch.Id, $"The commit message says \"{line.Text[..line.Text.IndexOf(' ', 5)]} …\"")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = "Say it as an order to the code: \"Add …\" and not \"This patch adds …\"",
            });
            return;
        }
    }
}
