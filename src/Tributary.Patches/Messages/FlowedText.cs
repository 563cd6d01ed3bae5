using System.Text;
using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>
/// Undoes format=flowed (RFC 3676) as git mailinfo does: a line that ends with a blank goes on in the next one, and a blank that was
/// put before a line is taken off. Only patches need it: their lines are broken by it.
/// </summary>
internal static class FlowedText
{
    /// <summary>True when the mail, of one text, says that it is flowed.</summary>
    public static bool IsFlowed(Message message) =>
        message.Parts.Length == 1 && message.FindHeader("Content-Type") is { } type && type.Contains("flowed", StringComparison.OrdinalIgnoreCase)
        && type.Contains("format", StringComparison.OrdinalIgnoreCase);

    /// <summary>The text with its lines made whole.</summary>
    /// <param name="text">A flowed text.</param>
    /// <param name="deletesBlank">DelSp=yes: the blank at the end of a line is no part of the text.</param>
    public static string Undo(ReadOnlySpan<char> text, bool deletesBlank)
    {
        var whole = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var line = DiffLine.At(text, at, out at);
            if (line is "-- ")
            {
                if (whole.Length > 0 && whole[^1] != '\n') whole.Append('\n');
                whole.Append(line).Append('\n');
                continue;
            }

            if (line is [' ', ..]) line = line[1..];
            if (line is [.., ' ']) whole.Append(deletesBlank ? line[..^1] : line);
            else whole.Append(line).Append('\n');
        }

        return whole.ToString();
    }
}
