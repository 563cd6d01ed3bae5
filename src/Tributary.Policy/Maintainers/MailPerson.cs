namespace Tributary.Policy;

/// <summary>A person or list, as the script takes an address apart and puts it together: a name with more than letters, digits, blanks, <c>_</c> and <c>-</c> is quoted.</summary>
/// <param name="Name">The name, perhaps quoted; may be empty.</param>
/// <param name="Address">The address; empty where there was none.</param>
internal readonly record struct MailPerson(string Name, string Address)
{
    private const string Blank = " \t\r\n\f\v";

    /// <summary>Takes <c>Name &lt;address&gt;</c>, <c>&lt;address&gt;</c> or an address apart.</summary>
    public static MailPerson Parse(string text)
    {
        var open = text.IndexOf('<', StringComparison.Ordinal);
        var close = text.LastIndexOf('>');
        if (open > 0 && close > open && text.IndexOf('@', open + 1) is var at && at > open + 1 && at < close)
            return new(Quote(text[..open]), text[(open + 1)..close].Trim(Blank.ToCharArray()));
        if (open >= 0 && close > open && text.AsSpan(0, open).IsWhiteSpace() && text.LastIndexOf('@', close) > open + 1)
            return new("", text[(open + 1)..close].Trim(Blank.ToCharArray()));

        var last = text.LastIndexOf('@');
        if (last <= 0) return new("", "");
        var end = last;
        while (end < text.Length && !Blank.Contains(text[end], StringComparison.Ordinal)) end++;
        return new("", text[..end].Trim(Blank.ToCharArray()));
    }

    /// <summary><c>Name &lt;address&gt;</c>, or the address alone.</summary>
    public override string ToString() => Quote(Name) is { Length: > 0 } name ? $"{name} <{Address.Trim(Blank.ToCharArray())}>" : Address.Trim(Blank.ToCharArray());

    private static string Quote(string name)
    {
        var bare = name.Trim(Blank.ToCharArray());
        if (bare.StartsWith('"')) bare = bare[1..];
        if (bare.EndsWith('"')) bare = bare[..^1];
        if (!NeedsQuotes(bare)) return bare;

        var quoted = new System.Text.StringBuilder("\"");
        for (var at = 0; at < bare.Length; at++)
        {
            if (bare[at] == '"' && (at == 0 || bare[at - 1] != '\\')) quoted.Append('\\');
            quoted.Append(bare[at]);
        }

        return quoted.Append('"').ToString();
    }

    private static bool NeedsQuotes(string name)
    {
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or ' ' or '-')) return true;
        }

        return false;
    }
}
