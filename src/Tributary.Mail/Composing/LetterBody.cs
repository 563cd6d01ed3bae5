using System.Text;

namespace Tributary.Mail;

/// <summary>Writes the body of a letter: as it is where lines are short enough, else quoted-printable.</summary>
internal static class LetterBody
{
    // RFC 5321, 4.5.3.1.6, without the CRLF.
    private const int LongestLine = 998;

    /// <summary>The bytes of a body, each line with CRLF.</summary>
    /// <param name="text">The text, lines with LF.</param>
    /// <param name="encoding">The transfer encoding: 7bit, 8bit or quoted-printable.</param>
    public static byte[] Encode(string text, out string encoding)
    {
        var lines = Clean(text).Split('\n');
        var bytes = Encoding.UTF8.GetBytes(string.Join("\r\n", lines));
        if (lines.Any(static line => Encoding.UTF8.GetByteCount(line) > LongestLine))
        {
            encoding = "quoted-printable";
            return QuotedPrintable.Encode(bytes);
        }

        encoding = Ascii.IsValid(bytes) ? "7bit" : "8bit";
        return bytes;
    }

    // A mail holds no NUL, no lone CR and no other control character but the tab; its last line has an end.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length + 1);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            if (rune.Value == '\r') clean.Append('\n');
            else clean.Append(Rune.IsControl(rune) && rune.Value is not ('\n' or '\t') ? Rune.ReplacementChar : rune);
        }

        if (clean.Length > 0 && clean[^1] != '\n') clean.Append('\n');
        return clean.ToString();
    }
}
