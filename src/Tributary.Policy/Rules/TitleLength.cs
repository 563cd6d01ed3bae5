namespace Tributary.Policy;

/// <summary>The title fits on a line of <c>git log --oneline</c>.</summary>
public sealed class TitleLength() : PatchRule(new("title-length", Clause.General, Severity.Warning, "The title is too long"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        var (title, most) = (patch.Mail.Subject.Title, facts.Profile.Checks.MessageColumns);
        if (title.Length <= most || patch.IsRevert) return;
        findings.Add(new(Info, patch.Id, $"The title has {title.Length} characters") { Fix = $"Say it in {most} or fewer; the commit message has room for the rest" });
    }
}
