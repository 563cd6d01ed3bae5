namespace Tributary.Policy;

/// <summary>No line of a commit message begins with <c>#</c>: git takes it for a comment when the message is edited.</summary>
public sealed class MessageComment() : PatchRule(new("message-comment", Clause.General, Severity.Warning, "A line begins with #"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var line in patch.Text.Lines)
        {
            if (line.Text is not ['#', ..]) continue;
            findings.Add(new(Info, patch.Id, "A line of the commit message begins with #, and git drops it when somebody edits the message")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = "Indent the line",
                Mend = new(MendKind.ReplaceLine, line.Number, $"  {line.Text}"),
            });
            return;
        }
    }
}
