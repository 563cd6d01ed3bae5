namespace Tributary.Policy;

/// <summary>Who maintains what a series touches is in Cc (SUB-2). Needs MAINTAINERS.</summary>
public sealed class MissingCc : ISeriesRule
{
    /// <inheritdoc />
    public RuleInfo Info { get; } = new("missing-cc", new("SUB-2"), Severity.Warning, "Maintainers or lists are not in Cc") { IsOfMail = true };

    /// <inheritdoc />
    public IEnumerable<Finding> Check(SeriesMail series, Facts facts)
    {
        if (facts.Recipients.IsEmpty || Recipients.IsUnaddressed(series)) yield break;
        var missing = facts.Recipients.Where(recipient => !series.Letters.Any(part => Recipients.Has(part, recipient.Mailbox.Address) || PersonText.Same(part.Message.From, recipient.Mailbox))).ToList();
        if (missing.Count == 0) yield break;
        foreach (var recipient in missing.Take(MostNamed))
        {
            yield return new(Info, series.Head.Id, $"{PersonText.Write(recipient.Mailbox)} is not in Cc ({recipient.Why})")
            {
                Place = FindingPlace.Header("Cc"),
                Fix = missing.Count > MostNamed ? $"Add --cc='{PersonText.Write(recipient.Mailbox)}'; {missing.Count} are missing, trib maintainers names all" : $"Add --cc='{PersonText.Write(recipient.Mailbox)}'",
            };
        }
    }

    private const int MostNamed = 5;
}
