namespace Tributary.Policy;

/// <summary>No added line and no title holds characters that hide or reorder what people read.</summary>
public sealed class HiddenCharacters() : PatchRule(new("hidden-characters", Clause.General, Severity.Error, "An added line holds characters that cannot be seen"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        if (HasHidden(patch.Mail.Subject.Title))
            findings.Add(new(Info, patch.Id, "The title holds characters that reorder what is shown") { Fix = "Take them out" });
        foreach (var line in patch.Diff.Added)
        {
            if (!HasHidden(line.Text)) continue;
            findings.Add(new(Info, patch.Id, $"{line.Path}:{line.FileLine} holds characters that reorder or hide what is shown")
            {
                Place = FindingPlace.Diff(line),
                Fix = "Take them out: what people review must be what compilers read",
            });
            return;
        }
    }

    private static bool HasHidden(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200B' or '\u2060') return true;
        }

        return false;
    }
}
