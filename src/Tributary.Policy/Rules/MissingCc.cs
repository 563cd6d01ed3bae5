namespace Tributary.Policy;

/// <summary>Who maintains what a series touches is in Cc (SUB-2). Needs MAINTAINERS.</summary>
public sealed class MissingCc() : Rule(new("missing-cc", new("SUB-2"), Severity.Warning, "Maintainers or lists are not in Cc") { IsOfMail = true })
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (facts.Recipients.IsEmpty || Recipients.IsUnaddressed(series)) return;
        var missing = facts.Recipients.Where(recipient => !series.Letters.Any(part => Recipients.Has(part, recipient.Mailbox.Address) || PersonText.Same(part.Message.From, recipient.Mailbox))).ToList();
        if (missing.Count == 0) return;
        foreach (var recipient in missing.Take(MostNamed))
        {
            findings.Add(new(Info, series.Head.Id, $"{PersonText.Write(recipient.Mailbox)} is not in Cc ({recipient.Why})")
            {
                Place = FindingPlace.Header("Cc"),
                Fix = missing.Count > MostNamed ? $"Add --cc='{PersonText.Write(recipient.Mailbox)}'; {missing.Count} are missing, trib maintainers names all" : $"Add --cc='{PersonText.Write(recipient.Mailbox)}'",
            });
        }
    }

    private const int MostNamed = 5;
}
