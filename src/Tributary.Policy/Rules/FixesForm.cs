namespace Tributary.Policy;

/// <summary>A <c>Fixes:</c> tag has the form <c>Fixes: 123456789abc ("title")</c> (REQ-2).</summary>
public sealed class FixesForm() : PatchRule(new("fixes-form", new("REQ-2"), Severity.Error, "A Fixes: tag is not in its form"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var line in FixesLine.Of(patch))
        {
            if (line.IsWellFormed) continue;
            var known = line.Hex.Length > 0 ? facts.Commits.GetValueOrDefault(line.Hex) : null;
            var form = known is not null ? FixesDigits.Form(known, Math.Max(facts.Profile.Submitting.CommitDigits, line.Hex.Length)) : line.Title is { } title && line.Hex.Length > 0 ? $"{line.Hex} (\"{title}\")" : null;
            findings.Add(new(Info, patch.Id, $"\"Fixes: {line.Text}\" is not in the form Fixes: COMMIT (\"title\")")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = form is null ? $"Write what git log -1 --abbrev={facts.Profile.Submitting.CommitDigits} --format='Fixes: %h (\"%s\")' COMMIT prints; a link goes behind Link: or Closes:" : $"Write Fixes: {form}",
                Mend = form is null || line.IsFolded ? null : new(MendKind.ReplaceLine, line.Number, $"Fixes: {form}"),
            });
        }
    }
}
