using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>Who is who among senders: people write from several addresses, and addresses come without a name.</summary>
internal static class Person
{
    // A list has a few hundred people who write much.
    private const int Places = 512;

    [ThreadStatic]
    private static (Mailbox Sender, string Key)[]? recent;

    /// <summary>
    /// The name in comparable form, else the address: the same for one person at several addresses. What stands in parentheses (an
    /// employer), single letters and the order of the words do not count: <c>Author, Ann B. (Example)</c> is <c>Ann Author</c>.
    /// </summary>
    public static string Key(Mailbox sender)
    {
        recent ??= new (Mailbox, string)[Places];
        ref var place = ref recent[(uint)sender.GetHashCode() % Places];
        if (place.Key is null || place.Sender != sender) place = (sender, MakeKey(sender));
        return place.Key;
    }

    /// <summary>True when both are one person: the same address or the same name.</summary>
    public static bool Same(Mailbox one, Mailbox other)
    {
        if (one.Address.Length > 0 && one.Address.Equals(other.Address, StringComparison.OrdinalIgnoreCase)) return true;
        return Key(one) is { Length: > 0 } key && key == Key(other);
    }

    /// <summary>What to call a sender: the name, else the address.</summary>
    public static string NameOf(Mailbox sender) => sender.Name.Length > 0 ? sender.Name : sender.Address;

    private static string MakeKey(Mailbox sender)
    {
        var aside = sender.Name.IndexOf('(', StringComparison.Ordinal);
        var words = TitleWords.Normalise(aside > 0 ? sender.Name.AsSpan(0, aside) : sender.Name).Split(' ').Where(word => word.Length > 1).Order(StringComparer.Ordinal);
        var name = string.Join(' ', words);
        return name.Contains(' ', StringComparison.Ordinal) ? name : sender.Key;
    }
}
