using Tributary.Mail;

namespace Tributary.Policy;

/// <summary>Who maintains what a series touches is in Cc (SUB-2). Needs MAINTAINERS.</summary>
public sealed class MissingCc() : Rule(new("missing-cc", new("SUB-2"), Severity.Warning, "Maintainers or lists are not in Cc") { IsOfMail = true })
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (facts.Recipients.IsEmpty || Recipients.IsUnaddressed(series)) return;
        var missing = new List<Recipient>();
        foreach (var recipient in facts.Recipients)
        {
            if (!Has(series, recipient.Mailbox)) missing.Add(recipient);
        }

        for (var at = 0; at < missing.Count && at < MostNamed; at++)
        {
            var recipient = missing[at];
            findings.Add(new(Info, series.Head.Id, $"{PersonText.Write(recipient.Mailbox)} is not in Cc ({recipient.Why})")
            {
                Place = FindingPlace.Header("Cc"),
                Fix = missing.Count > MostNamed ? $"Add --cc='{PersonText.Write(recipient.Mailbox)}'; {missing.Count} are missing, trib maintainers names all" : $"Add --cc='{PersonText.Write(recipient.Mailbox)}'",
            });
        }
    }

    private const int MostNamed = 5;

    private static bool Has(SeriesMail series, Mailbox person)
    {
        foreach (var part in series.Letters)
        {
            if (Recipients.Has(part, person.Address) || PersonText.Same(part.Message.From, person)) return true;
        }

        return false;
    }
}
