using Tributary.Mail;

namespace Tributary.Server;

/// <summary>A person as data.</summary>
/// <param name="Name">The name; may be empty.</param>
/// <param name="Email">The address.</param>
public sealed record PersonView(string Name, string Email)
{
    /// <summary>The data of a mailbox.</summary>
    public static PersonView From(Mailbox mailbox) => new(mailbox.Name, mailbox.Address);
}
