namespace Tributary.Policy;

/// <summary>The title in a <c>Fixes:</c> tag is the commit's own (REQ-2). Needs a repository.</summary>
public sealed class FixesTitle() : PatchRule(new("fixes-title", new("REQ-2"), Severity.Error, "The title in a Fixes: tag is not the commit's"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var line in FixesLine.Of(patch))
        {
            if (line.Title is null || facts.Commits.GetValueOrDefault(line.Hex) is not { } known || Same(line.Title, known.Title)) continue;
            var form = FixesDigits.Form(known, Math.Max(facts.Profile.Submitting.CommitDigits, line.Hex.Length));
            findings.Add(new(Info, patch.Id, $"Fixes: calls {line.Hex} \"{line.Title}\", and its title is \"{known.Title}\"")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = $"Write Fixes: {form}, if that is the commit you mean",
                Mend = line.IsFolded ? null : new(MendKind.ReplaceLine, line.Number, $"Fixes: {form}"),
            });
        }
    }

    // Mail programs fold titles and join them again with more or fewer blanks.
    private static bool Same(string given, string known) =>
        given.AsSpan().Equals(known, StringComparison.Ordinal) || string.Join(' ', given.Split()) == string.Join(' ', known.Split());
}
