namespace Tributary.Mail;

/// <summary>A person's or list's address (RFC 5322, 3.4): what stands in From, To and Cc.</summary>
/// <param name="Name">The display name, decoded and without quotes; empty when none is given.</param>
/// <param name="Address">The addr-spec as it was written; empty when none could be found.</param>
public sealed record Mailbox(string Name, string Address)
{
    /// <summary>Nobody: a header that is absent or holds no address.</summary>
    public static Mailbox None { get; } = new("", "");

    /// <summary>The address in lower case: the key by which two mailboxes are the same person.</summary>
    public string Key => Address.ToLowerInvariant();
}
