using Tributary.Mail;

namespace Tributary.Server;

/// <summary>Who our letters are from.</summary>
/// <param name="From">Our name and address.</param>
public sealed record MailIdentity(Mailbox From)
{
    /// <summary>Used until an address is configured: letters bear it and are not sent.</summary>
    public static MailIdentity Unset { get; } = new(new Mailbox("Tributary", "tributary@localhost"));

    /// <summary>The domain of our address, in which our message ids are.</summary>
    public string Domain => From.Address[(From.Address.LastIndexOf('@') + 1)..];

    /// <summary>The id of the list of our letters, by which people filter them.</summary>
    public string ListId => $"notices.tributary.{Domain}";
}
