using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>Who is who among senders: people write from several addresses, and addresses come without a name.</summary>
internal static class Person
{
    /// <summary>The name in comparable form, else the address: the same for one person at several addresses.</summary>
    public static string Key(Mailbox sender)
    {
        var name = TitleWords.Normalise(sender.Name);
        return name.Length >= 4 && name.Contains(' ', StringComparison.Ordinal) ? name : sender.Key;
    }

    /// <summary>True when both are one person: the same address or the same name.</summary>
    public static bool Same(Mailbox one, Mailbox other)
    {
        if (one.Address.Length > 0 && one.Address.Equals(other.Address, StringComparison.OrdinalIgnoreCase)) return true;
        return Key(one) is { Length: > 0 } key && key == Key(other);
    }
}
