namespace Tributary.Patches;

/// <summary>What the words around a link say of the message that it leads to.</summary>
internal static class LinkWords
{
    private const int LongestWords = 400;

    /// <summary>Beginnings of words by which people point at another version of the same work.</summary>
    private static readonly string[] VersionWords =
    [
        "version", "previous", "prior", "earlier", "last", "rfc", "changes", "changelog", "resen", "repost", "respin", "old",
        "supersede", "initial", "original", "first", "link to",
    ];

    /// <summary>Beginnings of words by which people point at other work.</summary>
    private static readonly string[] OtherWords =
        ["depend", "based on", "on top of", "prerequisite", "follow up", "followup", "require", "applies"];

    /// <summary>True when the words speak of a version: <c>v3: URL</c>, <c>Link to v1</c>, <c>previous version</c>, <c>RFC:</c> …</summary>
    public static bool NameVersion(string words)
    {
        var text = Spaced(words);
        return (Number(text) is not null || HasAny(text, VersionWords)) && !HasAny(text, OtherWords);
    }

    /// <summary>The version that the words name (<c>Link to v3: …</c>), or null.</summary>
    public static int? FindNumber(string words) => Number(Spaced(words));

    private static string Spaced(string words)
    {
        var url = words.IndexOf("://", StringComparison.Ordinal);
        var before = url < 0 ? words : words[..url];
        var after = url < 0 ? "" : words[url..];
        var end = after.IndexOf(' ', StringComparison.Ordinal);
        var said = end < 0 ? before : before + after[end..];
        return " " + TitleWords.Normalise(said.AsSpan(0, Math.Min(said.Length, LongestWords)));
    }

    private static int? Number(string text)
    {
        foreach (var range in text.AsSpan().Split(' '))
        {
            if (text.AsSpan(range) is ['v', .. { Length: > 0 and < 4 } digits] && int.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out var number)) return number;
        }

        return null;
    }

    private static bool HasAny(string text, string[] beginnings)
    {
        foreach (var beginning in beginnings)
        {
            for (var at = text.IndexOf(beginning, StringComparison.Ordinal); at > 0;)
            {
                if (text[at - 1] == ' ') return true;
                at = text.IndexOf(beginning, at + 1, StringComparison.Ordinal);
            }
        }

        return false;
    }
}
