namespace Tributary.Policy;

/// <summary>A series for a tree of fixes says what it fixes (REQ-2).</summary>
public sealed class FixesTag() : Rule(new("fixes-tag", new("REQ-2"), Severity.Error, "A fix has no Fixes: tag"))
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (!facts.IsFixTree || series.IsRfc || series.Patches.Any(HasFixes)) return;
        // What no user runs (tests, documentation, who maintains) has no broken release to name; a revert names its commit itself.
        if (series.IsOnly(facts.Areas("documentation", "selftests", "samples")) || series.Patches.All(patch => patch.IsRevert)) return;
        var patch = series.Patches.FirstOrDefault(patch => !PathPattern.IsOnly(patch.Mail, facts.Areas("documentation", "selftests"))) ?? series.Patches[0];
        var features = facts.Profile.Trees.FirstOrDefault(tree => tree.Kind == TreeKind.Features);
        findings.Add(new(Info, patch.Id, $"It is for {facts.Tree!.Name}, which takes fixes, and no patch says what it fixes")
        {
            Place = FindingPlace.Message(Math.Max(0, patch.Text.Lines.Length - 1)),
            Fix = $"Add \"Fixes: COMMIT (\"title\")\" (git log -1 --abbrev={facts.Profile.Submitting.CommitDigits} --format='Fixes: %h (\"%s\")' COMMIT)"
                + (features is null ? "" : $", or send it for {features.Name} if it is no fix"),
        });
    }

    private static bool HasFixes(SeriesPart patch) => patch.Mail.Trailers.Any(trailer => trailer.Key.Equals("Fixes", StringComparison.OrdinalIgnoreCase));
}
