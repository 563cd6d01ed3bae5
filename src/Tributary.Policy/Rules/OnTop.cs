namespace Tributary.Policy;

/// <summary>What review asks for goes into a new version, not into patches on top of the old one (PFX-5).</summary>
public sealed class OnTop() : Rule(new("on-top", new("PFX-5"), Severity.Warning, "A patch is sent on top of a series under review"))
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var patch in series.Patches)
        {
            var title = patch.Mail.Subject.Title;
            var isFixup = title.StartsWith("fixup!", StringComparison.Ordinal) || title.StartsWith("squash!", StringComparison.Ordinal) || title.StartsWith("amend!", StringComparison.Ordinal);
            if (!isFixup && !SaysOnTop(patch.Mail.Notes) && !(series.Cover is null && SaysOnTop(patch.Mail.Content))) continue;
            findings.Add(new(Info, patch.Id, isFixup ? "It is a fix-up of another patch" : "It says that it goes on top of a series under review")
            {
                Fix = "Fold it into the patch that it mends (git rebase -i --autosquash), and send the whole series again with the next version number",
            });
        }
    }

    private static bool SaysOnTop(string text)
    {
        var at = text.IndexOf("on top of", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return false;
        var rest = text.AsSpan(at, Math.Min(60, text.Length - at));
        return rest.Contains("my v", StringComparison.OrdinalIgnoreCase) || rest.Contains("my series", StringComparison.OrdinalIgnoreCase) || rest.Contains("previous series", StringComparison.OrdinalIgnoreCase);
    }
}
