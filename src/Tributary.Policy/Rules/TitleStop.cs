namespace Tributary.Policy;

/// <summary>The title is a title, and ends without a full stop.</summary>
public sealed class TitleStop : IPatchRule
{
    /// <inheritdoc />
    public RuleInfo Info { get; } = new("title-stop", Clause.General, Severity.Warning, "The title ends with a full stop");

    /// <inheritdoc />
    public IEnumerable<Finding> Check(SeriesPart patch, SeriesMail series, Facts facts)
    {
        if (patch.Mail.Subject.Title is not [.., not '.', '.']) yield break;
        yield return new(Info, patch.Id, "The title ends with a full stop")
        {
            Fix = "Leave it off",
            Mend = new(MendKind.Subject, 0, patch.Message.Subject.TrimEnd()[..^1]),
        };
    }
}
