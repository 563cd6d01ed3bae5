namespace Tributary.Policy;

/// <summary>The title fits on a line of <c>git log --oneline</c>.</summary>
public sealed class TitleLength : IPatchRule
{
    /// <inheritdoc />
    public RuleInfo Info { get; } = new("title-length", Clause.General, Severity.Warning, "The title is too long");

    /// <inheritdoc />
    public IEnumerable<Finding> Check(SeriesPart patch, SeriesMail series, Facts facts)
    {
        var (title, most) = (patch.Mail.Subject.Title, facts.Profile.Checks.MessageColumns);
        if (title.Length <= most || patch.IsRevert) yield break;
        yield return new(Info, patch.Id, $"The title has {title.Length} characters") { Fix = $"Say it in {most} or fewer; the commit message has room for the rest" };
    }
}
