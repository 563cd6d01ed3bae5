namespace Tributary.Patches;

/// <summary>What filters and slips of the hand put before a whole subject: <c>***SPAM*** [PATCH] …</c>, <c>EXTERNAL: Re: …</c>, <c>Subject: [PATCH] …</c>.</summary>
internal static class FilterMark
{
    private const int Longest = 40;

    private static readonly string[] Words = ["Subject", "EXTERNAL", "EXT", "EXTERNAL EMAIL", "SPAM"];

    /// <summary>Tells whether text begins with such a mark, and a bracket or the mark of an answer stands behind it.</summary>
    /// <param name="text">A subject without leading blanks, not empty.</param>
    /// <param name="length">How many characters the mark takes.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out int length)
    {
        var window = text[..Math.Min(text.Length, Longest)];
        length = window[0] == '*' ? EndOfStars(window) : EndOfWord(window);
        if (length == 0) return false;
        var behind = text[length..].TrimStart();
        return behind.StartsWith("[") || ReplyMark.TryRead(behind, out _, out _);
    }

    private static int EndOfStars(ReadOnlySpan<char> text)
    {
        var word = text.IndexOfAnyExcept('*');
        var close = word < 0 ? -1 : text[word..].IndexOf('*');
        if (close < 0) return 0;
        var behind = text[(word + close)..].IndexOfAnyExcept('*');
        return behind < 0 ? 0 : word + close + behind;
    }

    private static int EndOfWord(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        foreach (var word in Words)
        {
            if (colon == word.Length && text.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return colon + 1;
        }

        return 0;
    }
}
