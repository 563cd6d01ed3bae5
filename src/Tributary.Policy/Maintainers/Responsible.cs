using Tributary.Mail;

namespace Tributary.Policy;

/// <summary>Somebody whom a change concerns, and why.</summary>
/// <param name="Address">Name and address as a mail header has them: <c>Name &lt;address&gt;</c>, the name quoted where it must be; or the address alone.</param>
/// <param name="Role">The role, e.g. <c>maintainer:BPF [CORE]</c>, <c>open list:BPF [MISC]</c>, <c>commit_signer:2/3=67%</c>.</param>
/// <param name="Kind">What kind of role that is.</param>
public sealed record Responsible(string Address, string Role, ResponsibleKind Kind)
{
    /// <summary>The bare address.</summary>
    public string Email { get; } = MailPerson.Parse(Address).Address;

    /// <summary>The bare name, without quotes; empty where there is none.</summary>
    public string Name { get; } = MailPerson.Parse(Address).Name is ['"', .. var quoted, '"'] ? quoted.Replace("\\\"", "\"", StringComparison.Ordinal) : MailPerson.Parse(Address).Name;

    /// <summary>Who should get a series, as the rules want it.</summary>
    public Recipient ToRecipient() => new(new Mailbox(Name, Email), Role, Kind is ResponsibleKind.List);

    /// <summary>The line that the script prints: address, and the role in parentheses.</summary>
    public override string ToString() => $"{Address} ({Role})";
}

/// <summary>Kinds of roles.</summary>
public enum ResponsibleKind
{
    /// <summary>Who looks after the code (M), whatever the status makes the role's name.</summary>
    Maintainer,

    /// <summary>Who reviews it (R).</summary>
    Reviewer,

    /// <summary>A mailing list (L).</summary>
    List,

    /// <summary>Found in the history of a file that nobody looks after.</summary>
    History,

    /// <summary>Who signed a commit that is fixed.</summary>
    Fixed,

    /// <summary>Named in the file itself.</summary>
    InFile,
}
