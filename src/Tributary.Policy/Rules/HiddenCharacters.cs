namespace Tributary.Policy;

/// <summary>No added line and no title holds characters that hide or reorder what people read.</summary>
public sealed class HiddenCharacters() : PatchRule(new("hidden-characters", Clause.General, Severity.Error, "An added line holds characters that cannot be seen"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        if (patch.Mail.Subject.Title.AsSpan().ContainsAny(Hidden))
            findings.Add(new(Info, patch.Id, "The title holds characters that reorder what is shown") { Fix = "Take them out" });
        foreach (var line in patch.Diff.Added)
        {
            if (!line.Text.AsSpan().ContainsAny(Hidden)) continue;
            findings.Add(new(Info, patch.Id, $"{line.Path}:{line.FileLine} holds characters that reorder or hide what is shown")
            {
                Place = FindingPlace.Diff(line),
                Fix = "Take them out: what people review must be what compilers read",
            });
            return;
        }
    }

    private static readonly System.Buffers.SearchValues<char> Hidden = System.Buffers.SearchValues.Create("\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u200B\u2060");
}
