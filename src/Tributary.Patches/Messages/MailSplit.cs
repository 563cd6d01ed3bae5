using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>The parts of a text.</summary>
/// <param name="Content">The commit message of a patch, else the text, without signature and footer.</param>
/// <param name="Notes">What stands below <c>---</c> and around the diff.</param>
/// <param name="Author">The author that the text names, or null.</param>
internal readonly record struct MailSplit(string Content, string Notes, Mailbox? Author)
{
    /// <summary>Parts the text of a patch.</summary>
    /// <param name="text">The mail's text.</param>
    /// <param name="facts">What is known of it.</param>
    /// <param name="attached">The attached text with the diff, or null when the diff stands in the text.</param>
    public static MailSplit OfPatch(string text, MailFacts facts, string? attached)
    {
        if (attached is not null) return OfAttached(text, facts, attached);
        var diff = facts.Diff!;
        var start = Math.Max(facts.Prose.Scissors, 0);
        return Part(text, start, facts.Prose.Separator, diff);
    }

    /// <summary>Parts the text of a cover letter or pull request.</summary>
    public static MailSplit OfLetter(string text, MailFacts facts)
    {
        var first = InBodyHeaders.SkipBlank(text, 0);
        var (author, _, start) = text.AsSpan(first).StartsWith("From:") ? InBodyHeaders.Read(text, 0) : default;
        var end = facts is { Diff: { } diff, IsAttached: false } && facts.Subject.Number is null ? diff.Start : MailFooter.Find(text);
        return new(Text(text, start, Math.Max(start, end)), "", author);
    }

    /// <summary>Parts the text of any other mail.</summary>
    public static MailSplit OfText(string text) => new(Text(text, 0, MailFooter.Find(text)), "", null);

    // A file of git format-patch has a message of its own: it follows the mail's text.
    private static MailSplit OfAttached(string text, MailFacts facts, string attached)
    {
        var own = Part(attached, 0, facts.DiffProse.Separator, facts.Diff!);
        // git format-patch --attach: message and notes stand in the text, the attachment is the bare diff.
        if (own.Content.Length == 0 && facts.Prose is { Separator: >= 0, HasDiffstat: true }) return OfAttachedByGit(text, facts.Prose.Separator);
        var letter = OfText(text).Content;
        var content = letter.Length == 0 || own.Content.Length == 0 ? letter + own.Content : $"{letter}\n\n{own.Content}";
        return own with { Content = content };
    }

    private static MailSplit OfAttachedByGit(string text, int separator)
    {
        var (author, _, start) = InBodyHeaders.Read(text, 0);
        return new(Text(text, start, Math.Max(start, separator)), Text(text, separator + 3, Math.Max(separator + 3, MailFooter.Find(text))), author);
    }

    private static MailSplit Part(string text, int start, int separator, DiffReading diff)
    {
        (var author, _, start) = InBodyHeaders.Read(text, start);
        start = Math.Min(start, diff.Start);
        var end = separator >= start && separator < diff.Start ? separator : diff.Start;
        var notes = end < diff.Start ? Text(text, end + 3, diff.Start) : "";
        var other = diff.Other.Trim('\n');
        if (other.Length > 0) notes = notes.Length == 0 ? other : $"{notes}\n\n{other}";
        return new(Text(text, start, EndOfMessage(text, start, end)), notes, author);
    }

    // A signature or footer may stand above the diff, as where a diff was put into a letter; below it no sign-off stands. "--" without its blank is
    // what people write for "---": git keeps what follows.
    private static int EndOfMessage(string text, int start, int end)
    {
        if (start >= end) return end;
        var message = text.AsSpan(start, end - start);
        var footer = MailFooter.Find(message);
        return footer == message.Length || message[footer..].StartsWith("--\n") || message[footer..].Contains("-by: ", StringComparison.OrdinalIgnoreCase) ? end : start + footer;
    }

    // Without blank lines at both ends; the first line keeps its indent.
    private static string Text(string text, int start, int end)
    {
        start = Math.Min(InBodyHeaders.SkipBlank(text, start), end);
        return text.AsSpan(start, end - start).TrimEnd().ToString();
    }
}
