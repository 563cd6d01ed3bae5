namespace Tributary.Policy;

/// <summary>Each patch of a series has a title of its own.</summary>
public sealed class TitleTwice() : Rule(new("title-twice", Clause.General, Severity.Warning, "Two patches of a series bear the same title"))
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        var seen = new Dictionary<string, SeriesPart>(StringComparer.OrdinalIgnoreCase);
        foreach (var patch in series.Patches)
        {
            if (patch.Mail.Subject.Title.Length == 0 || seen.TryAdd(patch.Mail.Subject.Title, patch)) continue;
            findings.Add(new(Info, patch.Id, $"Patch {seen[patch.Mail.Subject.Title].Number} bears the same title") { Fix = "Say in each title what that patch does and the other does not, or make one of them" });
        }
    }
}
