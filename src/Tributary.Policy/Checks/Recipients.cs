using Tributary.Mail;

namespace Tributary.Policy;

/// <summary>To whom the mail of a series went.</summary>
internal static class Recipients
{
    /// <summary>True when no message says to whom it goes: git send-email has not had it yet.</summary>
    public static bool IsUnaddressed(SeriesMail series)
    {
        foreach (var part in series.Letters)
        {
            if (!part.Message.To.IsEmpty || !part.Message.Cc.IsEmpty) return false;
        }

        return true;
    }

    /// <summary>True when a message of the series went to a list, or came by way of it.</summary>
    public static bool HasList(SeriesMail series, MailingList list)
    {
        foreach (var part in series.Letters)
        {
            if (Has(part, list.Address) || part.Message.ListIds.Contains(list.ListId)) return true;
        }

        return false;
    }

    /// <summary>True when the message went to an address.</summary>
    public static bool Has(SeriesPart part, string address) => Has(part.Message.To, address) || Has(part.Message.Cc, address);

    /// <summary>True when the message went to a person, at whatever address.</summary>
    public static bool Has(SeriesPart part, Mailbox person) => part.Message.To.Concat(part.Message.Cc).Append(part.Message.From).Any(other => PersonText.Same(person, other));

    private static bool Has(System.Collections.Immutable.ImmutableArray<Mailbox> mailboxes, string address)
    {
        foreach (var mailbox in mailboxes)
        {
            if (mailbox.Address.Equals(address, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
