namespace Tributary.Policy;

/// <summary>Who passes on somebody else's patch signs it off too.</summary>
public sealed class SenderSignedOff() : PatchRule(new("sender-signed-off", Clause.General, Severity.Warning, "Who sends the patch has not signed it off"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        var sender = patch.Message.From;
        if (facts.IsDraft || sender.Address.Length == 0 || PersonText.Same(sender, patch.Mail.Author)) return;
        if (patch.Text.Find("Signed-off-by").Any(line => PersonText.Same(PersonText.Read(line.Value), sender))) return;
        findings.Add(new(Info, patch.Id, $"{PersonText.Write(sender)} sends the patch of {PersonText.Write(patch.Mail.Author)} and has not signed it off")
        {
            Place = FindingPlace.Message(Math.Max(0, patch.Text.Lines.Length - 1)),
            Fix = $"Add \"Signed-off-by: {PersonText.Write(sender)}\" as the last line: who passes a patch on signs it too",
        });
    }
}
