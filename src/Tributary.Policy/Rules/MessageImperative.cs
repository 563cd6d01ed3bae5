namespace Tributary.Policy;

/// <summary>A commit message says what to do, and does not tell of a patch: once applied it is none.</summary>
public sealed class MessageImperative : IPatchRule
{
    /// <inheritdoc />
    public RuleInfo Info { get; } = new("message-imperative", Clause.General, Severity.Advice, "The commit message speaks of itself as a patch");

    /// <inheritdoc />
    public IEnumerable<Finding> Check(SeriesPart patch, SeriesMail series, Facts facts)
    {
        foreach (var line in patch.Text.Prose)
        {
            if (!line.Text.StartsWith("This patch ", StringComparison.OrdinalIgnoreCase) && !line.Text.StartsWith("This commit ", StringComparison.OrdinalIgnoreCase)) continue;
            yield return new(Info, patch.Id, $"The commit message says \"{line.Text[..line.Text.IndexOf(' ', 5)]} …\"")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = "Say it as an order to the code: \"Add …\" and not \"This patch adds …\"",
            };
            yield break;
        }
    }
}
