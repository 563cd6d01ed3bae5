namespace Tributary.Policy;

/// <summary>Who wrote the commit that is fixed is in Cc (SUB-2). Needs a repository.</summary>
public sealed class FixesAuthorCc() : PatchRule(new("fixes-author-cc", new("SUB-2"), Severity.Warning, "Who wrote what is fixed is not in Cc") { IsOfMail = true })
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        if (Recipients.IsUnaddressed(series)) return;
        foreach (var line in FixesLine.Of(patch))
        {
            if (facts.Commits.GetValueOrDefault(line.Hex) is not { } known || known.Author.Address.Length == 0) continue;
            if (PersonText.Same(known.Author, patch.Mail.Author) || series.Letters.Any(part => Recipients.Has(part, known.Author))) continue;
            findings.Add(new(Info, patch.Id, $"{PersonText.Write(known.Author)} wrote {line.Hex}, which is fixed here, and is not in Cc")
            {
                Place = FindingPlace.Header("Cc"),
                Fix = $"Add --cc='{PersonText.Write(known.Author)}'",
            });
        }
    }
}
