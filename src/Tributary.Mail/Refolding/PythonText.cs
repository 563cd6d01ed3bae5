namespace Tributary.Mail;

/// <summary>Lines and blanks as Python's strings have them: more characters count than in mail.</summary>
internal static class PythonText
{
    /// <summary>The lines of a text without their ends; none for an empty text, and none after a last end.</summary>
    public static List<string> Lines(string text)
    {
        var lines = new List<string>();
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (!EndsLine(text[at])) continue;
            lines.Add(text[start..at]);
            if (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n') at++;
            start = at + 1;
        }

        if (start < text.Length) lines.Add(text[start..]);
        return lines;
    }

    /// <summary>True for a blank.</summary>
    public static bool IsSpace(char value) => char.IsWhiteSpace(value) || value is >= '\x1c' and <= '\x1f';

    /// <summary>True for a text of blanks only; false for an empty one.</summary>
    public static bool IsSpace(ReadOnlySpan<char> text)
    {
        foreach (var value in text)
        {
            if (!IsSpace(value)) return false;
        }

        return text.Length > 0;
    }

    /// <summary>The text without the blanks it begins with.</summary>
    public static string TrimStart(string text)
    {
        var at = 0;
        while (at < text.Length && IsSpace(text[at])) at++;
        return text[at..];
    }

    private static bool EndsLine(char value) => value is >= '\n' and <= '\r' or >= '\x1c' and <= '\x1e' or '\x85' or '\u2028' or '\u2029';
}
