namespace Tributary.Policy;

/// <summary>The address for stable kernels never stands in a commit message (STB-4): the wish goes below the <c>---</c> line.</summary>
public sealed class StableCc() : PatchRule(new("stable-cc", new("STB-4"), Severity.Error, "The commit message asks for stable kernels by Cc"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        if (facts.Profile.Stable?.NeverInDescription is not { } address) return;
        foreach (var line in patch.Text.Find("Cc"))
        {
            if (!line.Value.Contains(address, StringComparison.OrdinalIgnoreCase) && !line.Value.Contains(address.Replace("vger.", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)) continue;
            findings.Add(new(Info, patch.Id, $"\"{line.Text.Trim()}\" stands in the commit message")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = $"Move the line below the --- line, or ask by mail once the fix is in the tree: here {facts.Profile.Title}'s maintainers choose what goes to stable",
                Mend = new(MendKind.MoveToNotes, line.Number, line.Text),
            });
        }
    }
}
