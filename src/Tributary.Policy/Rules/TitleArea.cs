namespace Tributary.Policy;

/// <summary>The title begins with the area that the patch touches, e.g. <c>bpf: </c>.</summary>
public sealed class TitleArea() : PatchRule(new("title-area", Clause.General, Severity.Warning, "The title names no area"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        var title = patch.Mail.Subject.Title;
        var colon = title.IndexOf(": ", StringComparison.Ordinal);
        if (patch.IsRevert || title.Length == 0 || (colon > 0 && title.AsSpan(0, colon).Count(' ') < MostWords)) return;
        findings.Add(new(Info, patch.Id, $"The title \"{title}\" does not begin with an area")
        {
            Fix = $"Write \"area: what it does\", with the area that others use for these files (git log --oneline -- {(patch.Mail.Files.IsEmpty ? "FILE" : patch.Mail.Files[0].Path)})",
        });
    }

    private const int MostWords = 4;
}
