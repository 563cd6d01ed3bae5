namespace Tributary.Policy;

/// <summary>A patch stands in the text of the mail, where it can be answered.</summary>
public sealed class PatchAttached() : PatchRule(new("patch-attached", Clause.General, Severity.Warning, "The patch is attached"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        if (patch.Mail.Diff is null) return;
        foreach (var piece in patch.Message.Parts)
        {
            if (piece is { IsAttachment: false, FileName: "", Text: { } text } && text.Contains("@@ -", StringComparison.Ordinal)) return;
        }

        findings.Add(new(Info, patch.Id, "The patch is attached, and nobody can answer it line by line")
        {
            Place = FindingPlace.Header("Content-Type"),
            Fix = "Send it in the text of the mail with git send-email",
        });
    }
}
