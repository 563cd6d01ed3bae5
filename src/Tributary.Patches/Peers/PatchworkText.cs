using System.Text;
using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>
/// The text and the diff of a message as Patchwork keeps them: the text without signature, trimmed, with its notes and diffstat; the diff
/// with the lines that Patchwork's reader takes for it. Clients compare these texts, and apply what they join.
/// </summary>
/// <param name="Content">The text.</param>
/// <param name="Diff">The diff, each line ended by LF; null when there is none.</param>
public sealed record PatchworkText(string Content, string? Diff)
{
    /// <summary>The text of a message; never throws.</summary>
    /// <param name="message">The message.</param>
    /// <param name="mail">The same, read: its kind says whether a diff is looked for.</param>
    public static PatchworkText Of(Message message, PatchMail mail) =>
        mail.Kind is MailKind.Patch or MailKind.PullRequest ? OfPatch(message, mail) : OfLetter(message);

    /// <summary>The text of a cover letter or reply: no diff is looked for.</summary>
    public static PatchworkText OfLetter(Message message) => new(Clean(Join(message)), null);

    private static PatchworkText OfPatch(Message message, PatchMail mail)
    {
        var text = new StringBuilder();
        string? diff = null;
        foreach (var part in message.Parts)
        {
            if (part.ContentType is "text/x-patch" or "text/x-diff") diff = part.DecodeText();
            if (part is not { ContentType: "text/plain" or "", Text: { } plain }) continue;
            if (diff is { Length: > 0 })
            {
                Append(text, plain);
                continue;
            }

            var reading = PatchworkDiff.Read(plain);
            diff = reading.Diff;
            Append(text, reading.Text);
        }

        return IsWhole(diff, mail) ? new(Clean(text.ToString()), diff) : Own(mail);
    }

    // Patchwork misses patches attached as files of no text type, drops what is binary and leaves lines broken that their sender's
    // program wrapped (format=flowed): then we show what we read ourselves, which is what the hash is made of.
    private static bool IsWhole(string? diff, PatchMail mail) => diff.AsSpan().Trim().SequenceEqual(mail.Diff.AsSpan().Trim());

    private static PatchworkText Own(PatchMail mail) => new((mail.Notes.Length == 0 ? mail.Content : $"{mail.Content}\n---\n{mail.Notes}").Trim(), mail.Diff);

    private static string Join(Message message)
    {
        var text = new StringBuilder();
        foreach (var part in message.Parts)
        {
            if (part is { ContentType: "text/plain" or "", Text: { Length: > 0 } plain }) Append(text, plain);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string part) => text.Append(part.AsSpan().Trim()).Append('\n');

    // From the first line on that is "-- " or underscores alone: signature, list footer.
    private static string Clean(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            if (end < 0) break;
            var line = text.AsSpan(at, end - at);
            if (line is "-- " || (line.Length > 0 && !line.ContainsAnyExcept('_'))) return text.AsSpan(0, at).Trim().ToString();
            at = end + 1;
        }

        return text.AsSpan().Trim().ToString();
    }
}
