namespace Tributary.Policy;

/// <summary>Mail to a list of the kernel is plain text: the lists refuse HTML.</summary>
public sealed class HtmlMail() : Rule(new("html-mail", Clause.General, Severity.Error, "The mail holds HTML"))
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var part in series.Letters) Check(part, findings);
        foreach (var part in series.Replies) Check(part, findings);
    }

    private void Check(SeriesPart part, Findings findings)
    {
        foreach (var piece in part.Message.Parts)
        {
            if (piece.ContentType != "text/html") continue;
            findings.Add(new(Info, part.Id, "The mail has a part in HTML")
            {
                Place = FindingPlace.Header("Content-Type"),
                Fix = "Send it as plain text (git send-email does); the lists refuse HTML",
            });
            return;
        }
    }
}
