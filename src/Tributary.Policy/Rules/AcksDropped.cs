namespace Tributary.Policy;

/// <summary>The Acked-by, Reviewed-by and Tested-by given to the last version are in the patches that did not change (PFX-5).</summary>
public sealed class AcksDropped() : Rule(new("acks-dropped", new("PFX-5"), Severity.Warning, "Acks of the last version were dropped"))
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (facts.Earlier is { } earlier) Check(series, earlier, findings);
    }

    private void Check(SeriesMail series, EarlierMail earlier, Findings findings)
    {
        foreach (var patch in series.Patches)
        {
            var before = earlier.Patches.FirstOrDefault(other => other.Title.Equals(patch.Mail.Subject.Title, StringComparison.OrdinalIgnoreCase));
            if (before is null || before.DiffHash != patch.Mail.DiffHash || ExplainsDrop(series, patch)) continue;
            foreach (var tag in before.Tags)
            {
                if (!IsVerdict(tag.Key) || patch.Mail.Trailers.Any(own => own.Key.Equals(tag.Key, StringComparison.OrdinalIgnoreCase) && PersonText.Same(PersonText.Read(own.Value), PersonText.Read(tag.Value)))) continue;
                if (series.Cover?.Mail.Trailers.Any(own => PersonText.Same(PersonText.Read(own.Value), PersonText.Read(tag.Value))) == true) continue;
                findings.Add(new(Info, patch.Id, $"v{earlier.Version} was given \"{tag.Key}: {tag.Value}\", the patch is the same, and the tag is not in it")
                {
                    Place = FindingPlace.Message(Math.Max(0, patch.Text.Lines.Length - 1)),
                    Fix = $"Add \"{tag.Key}: {tag.Value}\", or say below the --- line why it no longer holds (b4 trailers -u collects them)",
                    Mend = new(MendKind.InsertAfter, Math.Max(0, patch.Text.Lines.Length - 1), $"{tag.Key}: {tag.Value}"),
                });
            }
        }
    }

    private static bool ExplainsDrop(SeriesMail series, SeriesPart patch) => series.Letters.Any(part => part == patch || part == series.Cover ? Says(part.Mail.Notes) || Says(part.Mail.Content) : false);

    private static bool Says(string text) => text.Contains("drop", StringComparison.OrdinalIgnoreCase) && Array.Exists(Tags, tag => text.Contains(tag, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] Tags = [" acks", " ack ", " ack-by", " ack'd", "acked-by", "reviewed-by", "tested-by", " tags", " tag "];

    private static bool IsVerdict(string key) =>
        key.Equals("Acked-by", StringComparison.OrdinalIgnoreCase) || key.Equals("Reviewed-by", StringComparison.OrdinalIgnoreCase) || key.Equals("Tested-by", StringComparison.OrdinalIgnoreCase);
}
