namespace Tributary.Policy;

/// <summary>A <c>Fixes:</c> tag has the form <c>Fixes: 123456789abc ("title")</c> (REQ-2).</summary>
public sealed class FixesForm : IPatchRule
{
    /// <inheritdoc />
    public RuleInfo Info { get; } = new("fixes-form", new("REQ-2"), Severity.Error, "A Fixes: tag is not in its form");

    /// <inheritdoc />
    public IEnumerable<Finding> Check(SeriesPart patch, SeriesMail series, Facts facts)
    {
        foreach (var line in FixesLine.Of(patch))
        {
            if (line.IsWellFormed) continue;
            var known = line.Hex.Length > 0 ? facts.Commits.GetValueOrDefault(line.Hex) : null;
            var form = known is not null ? FixesDigits.Form(known, Math.Max(facts.Profile.Submitting.CommitDigits, line.Hex.Length)) : line.Title is { } title && line.Hex.Length > 0 ? $"{line.Hex} (\"{title}\")" : null;
            yield return new(Info, patch.Id, $"\"Fixes: {line.Text}\" is not in the form Fixes: COMMIT (\"title\")")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = form is null ? $"Write what git log -1 --abbrev={facts.Profile.Submitting.CommitDigits} --format='Fixes: %h (\"%s\")' COMMIT prints; a link goes behind Link: or Closes:" : $"Write Fixes: {form}",
                Mend = form is null || line.IsFolded ? null : new(MendKind.ReplaceLine, line.Number, $"Fixes: {form}"),
            };
        }
    }
}
