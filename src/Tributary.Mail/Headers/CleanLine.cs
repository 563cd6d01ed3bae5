using System.Buffers;
using System.Text;

namespace Tributary.Mail;

/// <summary>
/// The one place where text from a header becomes fit to be shown and stored: one line, no control characters, no lone
/// surrogates (a database may refuse both), trimmed.
/// </summary>
internal static class CleanLine
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Concat([0x2028, 0x2029])
            .Concat(Enumerable.Range(0xd800, 0x800)).Select(value => (char)value)]);

    /// <summary>The text, cleaned: blanks for control characters and line ends, U+FFFD for lone surrogates.</summary>
    public static string Of(string text)
    {
        var first = text.AsSpan().IndexOfAny(Suspects);
        if (first < 0) return text.Trim();
        var clean = new StringBuilder(text.Length).Append(text, 0, first);
        foreach (var rune in text.AsSpan(first).EnumerateRunes())
        {
            if (IsControl(rune.Value)) clean.Append(' ');
            else clean.Append(rune.ToString());
        }

        return clean.ToString().Trim();
    }

    private static bool IsControl(int value) => value is < 0x20 or (>= 0x7f and <= 0x9f) or 0x2028 or 0x2029;
}
