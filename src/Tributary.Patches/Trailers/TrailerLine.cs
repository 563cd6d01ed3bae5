namespace Tributary.Patches;

/// <summary>Tells the lines of trailers.</summary>
internal static class TrailerLine
{
    private const int LongestKey = 40;

    /// <summary>Reads <c>Key: value</c>, the key of letters, digits and hyphens as git has it.</summary>
    public static bool TryRead(ReadOnlySpan<char> line, out ReadOnlySpan<char> key, out ReadOnlySpan<char> value)
    {
        key = value = default;
        var colon = line.IndexOf(':');
        if (colon is < 2 or > LongestKey || !char.IsAsciiLetter(line[0])) return false;
        key = line[..colon].TrimEnd();
        if (ContainsOther(key)) return false;
        value = Blank.Trim(line[(colon + 1)..]);
        // "https://…" is no trailer.
        return !line[(colon + 1)..].StartsWith("//");
    }

    /// <summary>True for the keys that people give in answers: <c>Acked-by</c>, <c>Tested-by</c>, any <c>…-by</c>.</summary>
    public static bool IsPersonKey(ReadOnlySpan<char> key) => key.Length > 4 && key.EndsWith("-by", StringComparison.OrdinalIgnoreCase);

    /// <summary>True for the keys by which a reader judges a patch.</summary>
    public static bool IsJudgement(ReadOnlySpan<char> key) =>
        Is(key, "Acked-by") || Is(key, "Reviewed-by") || Is(key, "Tested-by") || Is(key, "Nacked-by") || (IsPersonKey(key) && key.Contains("tested", StringComparison.OrdinalIgnoreCase));

    /// <summary>True for keys that name a thing: a commit, a page, a person to be told.</summary>
    public static bool IsOtherKey(ReadOnlySpan<char> key) =>
        Is(key, "Fixes") || Is(key, "Link") || Is(key, "Closes") || Is(key, "Cc") || Is(key, "Message-Id") || Is(key, "Co-authored-by");

    private static bool Is(ReadOnlySpan<char> key, ReadOnlySpan<char> name) => key.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool ContainsOther(ReadOnlySpan<char> key)
    {
        foreach (var letter in key)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter != '-') return true;
        }

        return false;
    }
}
