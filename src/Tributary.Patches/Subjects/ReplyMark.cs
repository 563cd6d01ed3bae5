namespace Tributary.Patches;

/// <summary>What mail programs put before the subject of an answer or of a forwarded mail: <c>Re:</c>, <c>AW:</c>, <c>回复：</c>, <c>Fwd:</c>.</summary>
internal static class ReplyMark
{
    private const int LongestWord = 12;

    // Latin words of more than one meaning (rv: is a kernel subsystem) count only when written with a capital, as mail programs do.
    private static readonly HashSet<string> Answers = new(StringComparer.OrdinalIgnoreCase)
    {
        "re", "aw", "sv", "antw", "antwort", "odp", "ynt", "atb", "bls", "回复", "答复", "回覆", "答覆", "回信", "返信", "답장", "회신", "ответ",
        "отв", "απ", "σχετ", "תשובה", "رد",
    };

    private static readonly HashSet<string> CapitalAnswers = new(StringComparer.Ordinal) { "Ref", "REF", "Res", "RES", "Rif", "RIF", "VS", "Vs", "R", "Rép", "RÉP" };

    private static readonly HashSet<string> Forwards = new(StringComparer.OrdinalIgnoreCase)
    {
        "fwd", "fw", "转发", "轉寄", "轉發", "転送", "전달",
    };

    private static readonly HashSet<string> CapitalForwards = new(StringComparer.Ordinal) { "WG", "Wg", "TR", "RV", "ENC", "Enc", "PD", "VL", "I", "Doorst" };

    /// <summary>Tells whether text begins with such a mark.</summary>
    /// <param name="text">A subject without leading blanks.</param>
    /// <param name="length">How many characters the mark takes.</param>
    /// <param name="isForward">True for a forwarded mail, false for an answer.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out int length, out bool isForward)
    {
        length = 0;
        isForward = false;
        var end = 0;
        while (end < text.Length && end <= LongestWord && char.IsLetter(text[end])) end++;
        if (end is 0 or > LongestWord) return false;
        var word = text[..end];
        var colon = FindColon(text, end);
        if (colon < 0)
        {
            // "Re [PATCH] title": the colon was lost.
            if (!word.Equals("re", StringComparison.OrdinalIgnoreCase) || !text[end..].TrimStart().StartsWith("[") || text[end] == '[') return false;
            length = end;
            return true;
        }

        isForward = Has(Forwards, word) || Has(CapitalForwards, word);
        if (!isForward && !Has(Answers, word) && !Has(CapitalAnswers, word)) return false;
        length = colon + 1;
        return true;
    }

    // After the word there may be a counter, as in "Re[2]:", "Re(3):", "Re^4:", and blanks before the colon.
    private static int FindColon(ReadOnlySpan<char> text, int at)
    {
        if (at < text.Length && text[at] is '[' or '(' or '^' or '*')
        {
            at++;
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
            if (at < text.Length && text[at] is ']' or ')') at++;
        }

        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at < text.Length && text[at] is ':' or '\uFF1A' ? at : -1;
    }

    private static bool Has(HashSet<string> words, ReadOnlySpan<char> word) => words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
}
