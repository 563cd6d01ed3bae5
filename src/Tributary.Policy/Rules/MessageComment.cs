namespace Tributary.Policy;

/// <summary>No line of a commit message begins with <c>#</c>: git takes it for a comment when the message is edited.</summary>
public sealed class MessageComment : IPatchRule
{
    /// <inheritdoc />
    public RuleInfo Info { get; } = new("message-comment", Clause.General, Severity.Warning, "A line begins with #");

    /// <inheritdoc />
    public IEnumerable<Finding> Check(SeriesPart patch, SeriesMail series, Facts facts)
    {
        foreach (var line in patch.Text.Lines)
        {
            if (line.Text is not ['#', ..]) continue;
            yield return new(Info, patch.Id, "A line of the commit message begins with #, and git drops it when somebody edits the message")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = "Indent the line",
                Mend = new(MendKind.ReplaceLine, line.Number, $"  {line.Text}"),
            };
            yield break;
        }
    }
}
