using System.Collections.Immutable;

namespace Tributary.Mail;

/// <summary>Who wrote a message, and to whom.</summary>
internal readonly struct SenderReader(HeaderFields fields, MailLimits limits, DefectNotes notes)
{
    /// <summary>The author as From names him; Sender where there is no From; <see cref="Mailbox.None"/> where nobody is named.</summary>
    public Mailbox ReadFrom()
    {
        if (!fields.TryFindOnly("from"u8, notes, out var field))
        {
            notes.Add(DefectCode.FromAbsent, "There is no From header.");
            return ReadFirst("sender"u8);
        }

        List<Mailbox> found = [];
        for (var i = fields.Find("from"u8); i >= 0 && !found.Exists(HasAddress); i = fields.Find("from"u8, i + 1))
            AddressParser.Parse(fields.All[i], found, limits.Addresses);
        var author = found.Find(HasAddress);
        if (author is null)
        {
            author = FindLoose(field.Value) ?? (found.Count > 0 ? found[0] : Mailbox.None);
            notes.Add(author.Address.Length > 0 ? DefectCode.FromBroken : DefectCode.FromAbsent, "From holds no address.");
        }
        else if (!IsPlausible(author.Address))
        {
            notes.Add(DefectCode.FromBroken, "The address in From is malformed.");
        }
        else if (found.Count > 1)
        {
            notes.Add(DefectCode.FromSeveral, $"From names {found.Count} authors; the first is taken.");
        }

        return author;
    }

    /// <summary>Everybody in the fields of that name.</summary>
    public ImmutableArray<Mailbox> ReadAll(ReadOnlySpan<byte> name)
    {
        var i = fields.Find(name);
        if (i < 0) return [];
        List<Mailbox> found = [];
        for (; i >= 0; i = fields.Find(name, i + 1))
        {
            if (AddressParser.Parse(fields.All[i], found, limits.Addresses)) continue;
            notes.Add(DefectCode.AddressesTooMany, $"Only the first {limits.Addresses} addresses are read.");
            break;
        }

        return [.. found];
    }

    /// <summary>The first mailbox with an address in the first field of that name, or <see cref="Mailbox.None"/>.</summary>
    public Mailbox ReadFirst(ReadOnlySpan<byte> name)
    {
        if (!fields.TryFind(name, out var field)) return Mailbox.None;
        List<Mailbox> found = [];
        AddressParser.Parse(field, found, limits.Addresses);
        return found.Find(HasAddress) ?? Mailbox.None;
    }

    private static bool HasAddress(Mailbox mailbox) => mailbox.Address.Contains('@', StringComparison.Ordinal);

    private static bool IsPlausible(string address) => address.LastIndexOf('@') is var at && at > 0 && at < address.Length - 1;

    // The last resort in a value whose quotes and brackets lead astray: the last word that holds an @, the rest as name.
    private static Mailbox? FindLoose(string value)
    {
        var words = value.Split([' ', '<', '>', '"', '(', ')', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindLastIndex(words, word => word.Length > 2 && word.Contains('@', StringComparison.Ordinal));
        return at < 0 ? null : new(string.Join(' ', words[..at]), words[at]);
    }
}
