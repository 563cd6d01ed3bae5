using Tributary.Mail;

namespace Tributary.Server;

/// <summary>How people are named on pages.</summary>
internal static class Persons
{
    /// <summary>The name, else the address, else that it is unknown.</summary>
    public static string NameOf(Mailbox person) => person.Name.Length > 0 ? person.Name : person.Address.Length > 0 ? person.Address : "unknown sender";

    /// <summary>Name and address as mail writes them.</summary>
    public static string FullNameOf(Mailbox person) => person.Name.Length == 0 || person.Address.Length == 0 ? NameOf(person) : $"{person.Name} <{person.Address}>";
}
