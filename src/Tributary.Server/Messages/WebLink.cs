namespace Tributary.Server;

/// <summary>Finds addresses of the web in text that people wrote.</summary>
internal static class WebLink
{
    private const int LongestLink = 2000;

    /// <summary>True when an http or https address begins at that place; then its length without the punctuation behind it.</summary>
    public static bool TryFind(string text, int at, out int length)
    {
        length = 0;
        if (text[at] is not ('h' or 'H')) return false;
        var rest = text.AsSpan(at);
        var scheme = rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8 : rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : 0;
        if (scheme == 0 || (at > 0 && char.IsAsciiLetterOrDigit(text[at - 1]))) return false;
        var end = scheme;
        while (end < rest.Length && end < LongestLink && IsPart(rest[end])) end++;
        end = TrimPunctuation(rest[..end]);
        if (end <= scheme || !Uri.TryCreate(rest[..end].ToString(), UriKind.Absolute, out var uri) || uri.Host.Length == 0) return false;
        length = end;
        return true;
    }

    private static bool IsPart(char c) => c is > ' ' and < '\u007f' and not ('<' or '>' or '"' or '`' or '{' or '}' or '|' or '\\' or '^');

    private static int TrimPunctuation(ReadOnlySpan<char> link)
    {
        var end = link.Length;
        while (end > 0)
        {
            var last = link[end - 1];
            var isOpen = last switch
            {
                ')' => link[..end].Count('(') < link[..end].Count(')'),
                ']' => link[..end].Count('[') < link[..end].Count(']'),
                _ => last is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '*' or '_',
            };
            if (!isOpen) break;
            end--;
        }

        return end;
    }
}
