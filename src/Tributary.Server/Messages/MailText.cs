using System.Collections.Immutable;

namespace Tributary.Server;

/// <summary>The text of a mail cut into what its author wrote and what is quoted, as it is shown: long quotes are folded.</summary>
public static class MailText
{
    /// <summary>Characters of one mail's text that a page shows; the rest is in the raw message.</summary>
    public const int Longest = 100_000;

    // A quote up to this length is shown whole; of a longer one the lines just above the answer, which it is about.
    private const int ShortQuote = 12;
    private const int LinesAboveAnswer = 6;

    /// <summary>The blocks of a text, in order. Blank lines between a quote and the answer are left to the style.</summary>
    public static ImmutableArray<MailBlock> Cut(string text)
    {
        var blocks = ImmutableArray.CreateBuilder<MailBlock>();
        var at = 0;
        while (at < text.Length)
        {
            var isQuote = IsQuoted(text, at);
            var lineStarts = new List<int>();
            while (at < text.Length && IsQuoted(text, at) == isQuote)
            {
                lineStarts.Add(at);
                at = NextLine(text, at);
            }

            if (isQuote) blocks.Add(Quote(text, lineStarts, at));
            else if (text[lineStarts[0]..at].Trim('\n', '\r') is { } own && !string.IsNullOrWhiteSpace(own)) blocks.Add(new(false, "", 0, own));
        }

        return blocks.DrainToImmutable();
    }

    private static MailBlock Quote(string text, List<int> lineStarts, int end)
    {
        var isLast = end >= text.Length || text.AsSpan(end).Trim().IsEmpty;
        var shown = lineStarts.Count <= ShortQuote ? lineStarts.Count : isLast ? 0 : LinesAboveAnswer;
        var hidden = lineStarts.Count - shown;
        var border = shown == 0 ? end : lineStarts[hidden];
        return new(true, text[lineStarts[0]..border].TrimEnd('\n'), hidden, text[border..end].TrimEnd('\n'));
    }

    private static bool IsQuoted(string text, int at) => text[at] == '>' || (text[at] == ' ' && at + 1 < text.Length && text[at + 1] == '>');

    private static int NextLine(string text, int at)
    {
        var end = text.IndexOf('\n', at);
        return end < 0 ? text.Length : end + 1;
    }
}

/// <summary>A run of lines of one kind.</summary>
/// <param name="IsQuote">True for quoted lines.</param>
/// <param name="Folded">The first lines of a long quote, which are folded; empty when none are.</param>
/// <param name="FoldedLines">How many these are.</param>
/// <param name="Text">The lines that are shown.</param>
public sealed record MailBlock(bool IsQuote, string Folded, int FoldedLines, string Text);
