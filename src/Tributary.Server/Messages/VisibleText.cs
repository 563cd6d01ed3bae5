using System.Globalization;
using System.Text;

namespace Tributary.Server;

/// <summary>
/// Text of mail cut into pieces to show. Characters that would hide, break or reorder what stands around them (controls, and the
/// bidirectional ones of "Trojan source") become symbols that can be seen; addresses of the web become links.
/// </summary>
public static class VisibleText
{
    /// <summary>The pieces of a text, in order; their texts without symbols' names are the text.</summary>
    /// <param name="text">Any text; LF and tab stay as they are.</param>
    /// <param name="links">Find http and https addresses.</param>
    public static IEnumerable<TextPiece> Cut(string text, bool links = false)
    {
        var from = 0;
        for (var at = 0; at < text.Length;)
        {
            if (links && WebLink.TryFind(text, at, out var length))
            {
                if (at > from) yield return new(text[from..at], TextPieceKind.Plain);
                yield return new(text.Substring(at, length), TextPieceKind.Link);
                at += length;
                from = at;
            }
            else if (IsSeen(text[at]))
            {
                at++;
            }
            else
            {
                _ = Rune.TryGetRuneAt(text, at, out var rune);
                var width = rune == default ? 1 : rune.Utf16SequenceLength;
                if (NameOf(rune, text[at]) is { } name)
                {
                    if (at > from) yield return new(text[from..at], TextPieceKind.Plain);
                    yield return new(name, TextPieceKind.Symbol);
                    from = at + width;
                }

                at += width;
            }
        }

        if (from < text.Length) yield return new(from == 0 ? text : text[from..], TextPieceKind.Plain);
    }

    /// <summary>The text in one piece with its symbols in brackets, for titles and attributes.</summary>
    public static string Flatten(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0) return text;
        return string.Concat(Cut(text.ReplaceLineEndings(" ")).Select(piece => piece.Kind == TextPieceKind.Symbol ? $"[{piece.Text}]" : piece.Text));
    }

    // Nearly all of mail: printable ASCII, and letters of other scripts, are told at once.
    private static bool IsSeen(char c) => c is (>= ' ' and <= '~') or '\n' or '\t' or (>= '\u00ae' and < '\u0600') or (>= '\u3000' and < '\ud800');

    private static string? NameOf(Rune rune, char unit)
    {
        if (rune == default) return unit == 0 ? "\u2400" : $"U+{(int)unit:X4}";
        var value = rune.Value;
        if (value < 0x20) return char.ToString((char)(0x2400 + value));
        if (value == 0x7f) return "\u2421";
        // Joiners (U+200C, U+200D) are part of words and emoji; the other format characters only hide and turn.
        if (value is 0x200c or 0x200d) return null;
        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            ? $"U+{value:X4}" : null;
    }
}

/// <summary>What a piece of text is.</summary>
public enum TextPieceKind
{
    /// <summary>Text to show as it is.</summary>
    Plain = 0,

    /// <summary>The name of a character that cannot be shown.</summary>
    Symbol = 1,

    /// <summary>An http or https address.</summary>
    Link = 2,
}

/// <summary>A piece of text to show.</summary>
/// <param name="Text">The text, the symbol's name, or the address.</param>
/// <param name="Kind">Which of these.</param>
public readonly record struct TextPiece(string Text, TextPieceKind Kind);
