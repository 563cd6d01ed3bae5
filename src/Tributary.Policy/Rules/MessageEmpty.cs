namespace Tributary.Policy;

/// <summary>The commit message says something (REQ-4).</summary>
public sealed class MessageEmpty() : PatchRule(new("message-empty", new("REQ-4"), Severity.Error, "The commit message is empty"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var line in patch.Text.Lines)
        {
            if (line.Role is LineRole.Prose or LineRole.Quoted) return;
        }

        findings.Add(new(Info, patch.Id, "The commit message has a title and nothing else")
        {
            Place = FindingPlace.Message(0),
            Fix = "Say why the change is wanted: what was wrong or missing, who needs it, and why it is done this way",
        });
    }
}
