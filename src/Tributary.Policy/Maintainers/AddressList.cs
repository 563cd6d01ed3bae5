using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>Takes a list of addresses apart where all of it is in the form of RFC 822, as the script does; anything else is one address.</summary>
internal static class AddressList
{
    private const string Specials = "()<>@,;:\\\".[]";

    /// <summary>The addresses, at least one.</summary>
    public static ImmutableArray<string> Split(string text)
    {
        if (!text.Contains(',', StringComparison.Ordinal)) return [text];

        var parts = ImmutableArray.CreateBuilder<string>();
        var (start, isQuoted) = (0, false);
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && text[at] == '"' && (at == 0 || text[at - 1] != '\\')) isQuoted = !isQuoted;
            if (at < text.Length && (text[at] != ',' || isQuoted)) continue;

            var part = text[start..at].Trim(' ', '\t');
            start = at + 1;
            if (part.Length == 0) continue;
            if (!IsMailbox(part)) return [text];
            parts.Add(part);
        }

        return parts.Count == 0 ? [text] : parts.ToImmutable();
    }

    private static bool IsMailbox(string text)
    {
        var open = text.IndexOf('<', StringComparison.Ordinal);
        if (open < 0) return IsAddress(text);
        return text.EndsWith('>') && IsPhrase(text[..open]) && IsAddress(text[(open + 1)..^1]);
    }

    private static bool IsPhrase(string text)
    {
        var isQuoted = false;
        foreach (var letter in text)
        {
            if (letter == '"') isQuoted = !isQuoted;
            else if (!isQuoted && Specials.Contains(letter, StringComparison.Ordinal)) return false;
        }

        return !isQuoted;
    }

    private static bool IsAddress(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < text.Length - 1 && IsDotted(text.AsSpan(0, at)) && IsDotted(text.AsSpan(at + 1));
    }

    private static bool IsDotted(ReadOnlySpan<char> text)
    {
        if (text[0] == '.' || text[^1] == '.') return false;
        foreach (var letter in text)
        {
            if (letter != '.' && (letter <= ' ' || Specials.Contains(letter, StringComparison.Ordinal))) return false;
        }

        return true;
    }
}
