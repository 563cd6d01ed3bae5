namespace Tributary.Patches;

/// <summary>What the words around a link say of the message that it leads to.</summary>
internal static class LinkWords
{
    private const int LongestWords = 400;

    /// <summary>Beginnings of words by which people point at another version of the same work.</summary>
    private static readonly string[] VersionWords =
        ["version", "rfc", "changes", "changelog", "resen", "repost", "respin", "revision", "supersede", "link to"];

    /// <summary>Words that do so together with one of the next: "previous series", "original patch".</summary>
    private static readonly string[] OrderWords = ["previous", "prior", "earlier", "last", "old", "initial", "original", "first"];

    /// <summary>What people call a thing that they send.</summary>
    private static readonly string[] SendingWords = ["series", "patch", "post", "submission", "attempt", "set", "sent", "thread", "cover"];

    /// <summary>Beginnings of words by which people point at other work.</summary>
    private static readonly string[] OtherWords =
        ["depend", "based on", "on top of", "prerequisite", "follow up", "followup", "require", "applies"];

    /// <summary>True when the words speak of a version: <c>v3: URL</c>, <c>Link to v1</c>, <c>previous version</c>, <c>RFC:</c> …</summary>
    public static bool NameVersion(string words)
    {
        var text = Spaced(words);
        var isVersion = Number(text) is not null || HasAny(text, VersionWords) || (HasAny(text, OrderWords) && HasAny(text, SendingWords));
        return isVersion && !HasAny(text, OtherWords);
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
