using Tributary.Mail;

namespace Tributary.Server;

/// <summary>Who our letters are from.</summary>
/// <param name="From">Our name and address.</param>
public sealed record MailIdentity(Mailbox From)
{
    /// <summary>Used until an address is configured: letters bear it and are not sent.</summary>
    public static MailIdentity Unset { get; } = new(new Mailbox("Tributary", "tributary@localhost"));

    /// <summary>Reads an address, bare or as <c>Name &lt;address&gt;</c>.</summary>
    public static bool TryRead(string text, out MailIdentity identity)
    {
        identity = Unset;
        var (open, name) = (text.LastIndexOf('<'), Unset.From.Name);
        var bare = text.Trim();
        if (open >= 0 && bare.EndsWith('>'))
        {
            (name, bare) = (text[..open].Trim().Trim('"'), bare[(bare.LastIndexOf('<') + 1)..^1]);
        }

        if (!LetterAddress.TryRead(bare, out var address)) return false;
        identity = new(new Mailbox(name, address));
        return true;
    }

    /// <summary>True when an address was configured.</summary>
    public bool IsSet => From.Address != Unset.From.Address;

    /// <summary>The domain of our address, in which our message ids are.</summary>
    public string Domain => From.Address[(From.Address.LastIndexOf('@') + 1)..];

    /// <summary>The id of the list of our letters, by which people filter them.</summary>
    public string ListId => $"notices.tributary.{Domain}";
}
