namespace Tributary.Policy;

/// <summary>The trailers stand together, without empty lines between them.</summary>
public sealed class FixesBlank() : PatchRule(new("fixes-blank", Clause.General, Severity.Warning, "An empty line parts Fixes: from the other trailers"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        var lines = patch.Text.Lines;
        foreach (var line in patch.Text.Find("Fixes"))
        {
            var next = line.Number + 1;
            while (next < lines.Length && lines[next].Role == LineRole.Folded) next++;
            if (next + 1 >= lines.Length || lines[next].Role != LineRole.Blank || lines[next + 1].Role != LineRole.Trailer) continue;
            findings.Add(new(Info, patch.Id, "An empty line stands between Fixes: and the other trailers")
            {
                Place = FindingPlace.Message(next),
                Fix = "Take it out",
                Mend = new(MendKind.RemoveLine, next, ""),
            });
        }
    }
}
