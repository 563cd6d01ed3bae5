namespace Tributary.Mail;

/// <summary>The one place where the text of a part gets its line ends.</summary>
internal static class PartText
{
    /// <summary>
    /// LF for CRLF (and for CR where the text has no other line end), U+FFFD for NUL, which databases refuse. All else stays: a
    /// patch lives by its blanks and tabs.
    /// </summary>
    public static string Clean(string text)
    {
        if (text.Contains('\r', StringComparison.Ordinal))
        {
            text = text.Contains('\n', StringComparison.Ordinal)
                ? text.Replace("\r\n", "\n", StringComparison.Ordinal)
                : text.Replace('\r', '\n');
        }

        return text.Replace('\0', '\ufffd');
    }
}
