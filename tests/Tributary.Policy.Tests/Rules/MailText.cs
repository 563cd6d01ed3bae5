using System.Text;
using Tributary.Mail;

namespace Tributary.Policy.Tests;

/// <summary>A message as text that a test changes: header and body, byte for byte.</summary>
internal sealed record MailText(string Header, string Body)
{
    public static MailText Of(SeriesPart part)
    {
        var text = Encoding.Latin1.GetString(part.Message.Raw.Span).ReplaceLineEndings("\n");
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        return new(text[..(end + 1)].Replace("\n ", " ", StringComparison.Ordinal).Replace("\n\t", " ", StringComparison.Ordinal), text[(end + 1)..]);
    }

    public SeriesPart Read() => SeriesPart.Read(MessageReader.Read(Encoding.Latin1.GetBytes(Header + Body)));

    /// <summary>Each line of a header changed; null takes it out.</summary>
    public MailText WithHeaders(Func<string, string?> change) => this with { Header = string.Concat(Header.Split('\n').Where(line => line.Length > 0).Select(change).OfType<string>().Select(line => line + "\n")) };

    public MailText WithSubject(Func<string, string> change) => WithHeaders(line => line.StartsWith("Subject:", StringComparison.OrdinalIgnoreCase) ? change(line) : line);

    public MailText WithLines(Func<string, string?> change) => this with { Body = string.Join('\n', Body.Split('\n').Select(change).OfType<string>()) };

    /// <summary>A line put above the first sign-off.</summary>
    public MailText WithTrailer(string trailer)
    {
        var at = Body.IndexOf("\nSigned-off-by:", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? this : this with { Body = Body[..(at + 1)] + trailer + Body[at..] };
    }

    /// <summary>A file's diff in place of all that there are.</summary>
    public MailText WithDiff(string diff)
    {
        var at = Body.IndexOf("\ndiff --git ", StringComparison.Ordinal);
        return at < 0 ? this : this with { Body = Body[..(at + 1)] + diff };
    }

    /// <summary>Another text for the first added line of the diff.</summary>
    public MailText WithAddedLine(Func<string, string> change)
    {
        var isDone = false;
        var isHunk = false;
        return WithLines(line =>
        {
            isHunk |= line.StartsWith("@@ -", StringComparison.Ordinal);
            if (isDone || !isHunk || !line.StartsWith('+') || line.StartsWith("+++", StringComparison.Ordinal)) return line;
            isDone = true;
            return change(line);
        });
    }
}
