namespace Tributary.Policy;

/// <summary>The commit message says something (REQ-4).</summary>
public sealed class MessageEmpty : IPatchRule
{
    /// <inheritdoc />
    public RuleInfo Info { get; } = new("message-empty", new("REQ-4"), Severity.Error, "The commit message is empty");

    /// <inheritdoc />
    public IEnumerable<Finding> Check(SeriesPart patch, SeriesMail series, Facts facts)
    {
        if (patch.Text.Lines.Any(line => line.Role is LineRole.Prose or LineRole.Quoted)) yield break;
        yield return new(Info, patch.Id, "The commit message has a title and nothing else")
        {
            Place = FindingPlace.Message(0),
            Fix = "Say why the change is wanted: what was wrong or missing, who needs it, and why it is done this way",
        };
    }
}
