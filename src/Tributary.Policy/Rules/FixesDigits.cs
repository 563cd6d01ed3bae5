namespace Tributary.Policy;

/// <summary>A <c>Fixes:</c> tag gives enough digits of the commit (REQ-2).</summary>
public sealed class FixesDigits() : PatchRule(new("fixes-digits", new("REQ-2"), Severity.Error, "A Fixes: tag gives too few digits of the commit"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        var least = facts.Profile.Submitting.CommitDigits;
        foreach (var line in FixesLine.Of(patch))
        {
            if (line.Hex.Length == 0 || line.Hex.Length >= least) continue;
            var known = facts.Commits.GetValueOrDefault(line.Hex);
            findings.Add(new(Info, patch.Id, $"Fixes: names the commit by {line.Hex.Length} digits, {line.Hex}")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = known is null ? $"Give {least} or more: git rev-parse --short={least} {line.Hex}" : $"Write Fixes: {Form(known, least)}",
                Mend = known is null || line.IsFolded ? null : new(MendKind.ReplaceLine, line.Number, $"Fixes: {Form(known, least)}"),
            });
        }
    }

    internal static string Form(KnownCommit commit, int digits) => $"{commit.Id[..digits]} (\"{commit.Title}\")";
}
