using System.Text;

namespace Tributary.Server;

/// <summary>The name under which a mail or mbox is saved, made of a subject or query.</summary>
internal static class MboxName
{
    private const int Longest = 100;

    /// <summary>
    /// As public-inbox makes it: each run of characters other than letters, digits, dots and underscores is one <c>-</c>; none stands at an end.
    /// </summary>
    public static string Of(string text)
    {
        var name = new StringBuilder();
        foreach (var c in text)
        {
            if (name.Length == Longest) break;
            if (char.IsAsciiLetterOrDigit(c) || c == '_' || (c == '.' && name is not [.., '.'])) name.Append(c);
            else if (name is not [.., '-'] && c != '.') name.Append('-');
        }

        var trimmed = name.ToString().Trim('-', '.');
        return trimmed.Length == 0 ? "no-subject" : trimmed;
    }

    /// <summary>The same of a subject, without the mark of a reply.</summary>
    public static string OfSubject(string subject)
    {
        var text = subject.AsSpan().Trim();
        while (text.StartsWith("re:", StringComparison.OrdinalIgnoreCase)) text = text[3..].TrimStart();
        return Of(text.ToString());
    }
}
