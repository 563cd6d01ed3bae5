namespace Tributary.Policy;

/// <summary>What changed between versions stands below the <c>---</c> line, where it stays out of the history.</summary>
public sealed class MessageVersions() : PatchRule(new("message-versions", Clause.General, Severity.Advice, "The change log stands in the commit message"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var line in patch.Text.Lines)
        {
            if (line.Role is LineRole.Trailer or LineRole.Blank || !IsLog(line.Text.AsSpan().TrimStart())) continue;
            findings.Add(new(Info, patch.Id, "The commit message says what changed between versions")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = "Put the change log below the --- line, or into the cover letter",
            });
            return;
        }
    }

    private static bool IsLog(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("changes since v", StringComparison.OrdinalIgnoreCase) || line.StartsWith("changes in v", StringComparison.OrdinalIgnoreCase)) return true;
        if (line is not ['v' or 'V', >= '1' and <= '9', ..]) return false;
        var rest = line[2..].TrimStart("0123456789");
        return rest.StartsWith(":") || rest.StartsWith(" -> v", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("->v", StringComparison.OrdinalIgnoreCase);
    }
}
