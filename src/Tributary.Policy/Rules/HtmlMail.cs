namespace Tributary.Policy;

/// <summary>Mail to a list of the kernel is plain text: the lists refuse HTML.</summary>
public sealed class HtmlMail : ISeriesRule
{
    /// <inheritdoc />
    public RuleInfo Info { get; } = new("html-mail", Clause.General, Severity.Error, "The mail holds HTML");

    /// <inheritdoc />
    public IEnumerable<Finding> Check(SeriesMail series, Facts facts)
    {
        foreach (var part in series.Letters.Concat(series.Replies))
        {
            if (!part.Message.Parts.Any(piece => piece.ContentType == "text/html")) continue;
            yield return new(Info, part.Id, "The mail has a part in HTML")
            {
                Place = FindingPlace.Header("Content-Type"),
                Fix = "Send it as plain text (git send-email does); the lists refuse HTML",
            };
        }
    }
}
