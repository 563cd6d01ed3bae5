using Tributary.Mail;

namespace Tributary.Policy;

/// <summary>A person as a trailer or header names him.</summary>
internal static class PersonText
{
    /// <summary>Reads <c>A. Author &lt;a@example.org&gt;</c>; what is missing is empty.</summary>
    public static Mailbox Read(string text)
    {
        var open = text.LastIndexOf('<');
        if (open < 0) return text.Contains('@', StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal) ? new("", text) : new(text.Trim(), "");
        var close = text.IndexOf('>', open);
        return new(text[..open].Trim().Trim('"'), text[(open + 1)..(close < 0 ? text.Length : close)].Trim());
    }

    /// <summary>Writes it so.</summary>
    public static string Write(Mailbox person) => person.Name.Length == 0 ? person.Address : $"{person.Name} <{person.Address}>";

    /// <summary>
    /// True when both are one person: the same address (what stands behind a plus sign aside), or the same name, in any order and without
    /// accents, initials and what stands in parentheses.
    /// </summary>
    public static bool Same(Mailbox one, Mailbox other)
    {
        if (one.Address.Length > 0 && BareAddress(one.Address).Equals(BareAddress(other.Address), StringComparison.OrdinalIgnoreCase)) return true;
        var (key, with) = (NameKey(one.Name), NameKey(other.Name));
        return key.Length > 0 && key == with;
    }

    /// <summary>The words of a name.</summary>
    public static string[] Words(string name)
    {
        var aside = name.IndexOf('(', StringComparison.Ordinal);
        // (To split by more than three letters would be compiled while the program runs.)
        return (aside > 0 ? name[..aside] : name).Replace('"', ' ').Replace('\t', ' ').Split([' ', ',', '.'], StringSplitOptions.RemoveEmptyEntries);
    }

    private static string NameKey(string name)
    {
        var words = new List<string>();
        foreach (var word in Words(Plain(name)))
        {
            if (word.Length > 1) words.Add(word.ToLowerInvariant());
        }

        words.Sort(string.CompareOrdinal);
        return string.Join(' ', words);
    }

    // Without accents: people spell themselves in both ways. (Normalize needs no ICU for what is decomposed here.)
    private static string Plain(string name)
    {
        if (System.Text.Ascii.IsValid(name)) return name;
        var decomposed = name.Normalize(System.Text.NormalizationForm.FormD);
        return string.Concat(decomposed.Where(letter => char.GetUnicodeCategory(letter) != System.Globalization.UnicodeCategory.NonSpacingMark)).Replace("ß", "ss", StringComparison.Ordinal);
    }

    private static string BareAddress(string address)
    {
        var plus = address.IndexOf('+', StringComparison.Ordinal);
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return plus > 0 && at > plus ? address[..plus] + address[at..] : address;
    }
}
