namespace Tributary.Policy;

/// <summary>The title is a title, and ends without a full stop.</summary>
public sealed class TitleStop() : PatchRule(new("title-stop", Clause.General, Severity.Warning, "The title ends with a full stop"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        if (patch.Mail.Subject.Title is not [.., not '.', '.']) return;
        findings.Add(new(Info, patch.Id, "The title ends with a full stop")
        {
            Fix = "Leave it off",
            Mend = new(MendKind.Subject, 0, patch.Message.Subject.TrimEnd()[..^1]),
        });
    }
}
