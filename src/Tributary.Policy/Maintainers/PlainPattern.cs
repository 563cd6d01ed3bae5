using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Policy;

/// <summary>
/// An expression of MAINTAINERS that is a word or one of some words, perhaps with word borders (<c>\b</c>, <c>(?:\b|_)</c>) around it, as most K lines are: matched without .NET's
/// expressions, which take longer to make than a series to read.
/// </summary>
internal sealed class PlainPattern
{
    private const string IgnoreCase = "(?i)";
    private const string Border = "\\b";
    private const string WideBorder = "(?:\\b|_)";
    private readonly PlainEdge _before;
    private readonly PlainEdge _after;

    private PlainPattern(ImmutableArray<string> words, bool ignoresCase, PlainEdge before, PlainEdge after)
    {
        (Words, _before, _after) = (words, before, after);
        Comparison = ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
    }

    /// <summary>The words of which a matching text holds one.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>How they are looked for.</summary>
    public StringComparison Comparison { get; }

    /// <summary>Reads an expression; null where it is not so plain.</summary>
    public static PlainPattern? Read(string pattern)
    {
        var rest = pattern.AsSpan();
        var ignoresCase = TakeStart(ref rest, IgnoreCase);
        var before = TakeStart(ref rest, WideBorder) ? PlainEdge.WideBorder : TakeStart(ref rest, Border) ? PlainEdge.Border : PlainEdge.None;
        var after = TakeEnd(ref rest, WideBorder) ? PlainEdge.WideBorder : TakeEnd(ref rest, Border) ? PlainEdge.Border : PlainEdge.None;
        if (TakeGroup(ref rest, "(?i:")) ignoresCase = true;
        else if (!TakeGroup(ref rest, "(?:") && !TakeGroup(ref rest, "(")) return IsPlain(rest) ? new([rest.ToString()], ignoresCase, before, after) : null;
        var words = ImmutableArray.CreateBuilder<string>();
        foreach (var word in rest.ToString().Split('|'))
        {
            if (!IsPlain(word)) return null;
            words.Add(word);
        }

        return new(words.ToImmutable(), ignoresCase, before, after);
    }

    /// <summary>True when a text holds one of the words between its borders.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where the match may begin, an underscore that a border takes along included.</param>
    public bool IsMatch(ReadOnlySpan<char> text, int from)
    {
        foreach (var word in Words)
        {
            for (var at = from; at <= text.Length - word.Length; at++)
            {
                var next = text[at..].IndexOf(word, Comparison);
                if (next < 0) break;
                at += next;
                if (Holds(_before, text, at, at - 1, at - 1 >= from) && Holds(_after, text, at + word.Length, at + word.Length, true)) return true;
            }
        }

        return false;
    }

    private static bool Holds(PlainEdge edge, ReadOnlySpan<char> text, int place, int underscore, bool mayTake) =>
        edge == PlainEdge.None || IsBorder(text, place) || (edge == PlainEdge.WideBorder && mayTake && underscore < text.Length && text[underscore] == '_');

    private static bool IsBorder(ReadOnlySpan<char> text, int place) => (place > 0 && IsOfWord(text[place - 1])) != (place < text.Length && IsOfWord(text[place]));

    // What .NET's \b takes for part of a word.
    private static bool IsOfWord(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '\u200c' or '\u200d'
        || (letter > 127 && char.GetUnicodeCategory(letter) is <= UnicodeCategory.NonSpacingMark or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation);

    // Letters that mean themselves, of which case is a matter of ASCII.
    private static bool IsPlain(ReadOnlySpan<char> word)
    {
        foreach (var letter in word)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '-' or ',' or '"' or '/' or ':' or '=' or '@' or '%' or '<' or '>')) return false;
        }

        return !word.IsEmpty;
    }

    private static bool TakeStart(ref ReadOnlySpan<char> rest, string what)
    {
        if (!rest.StartsWith(what, StringComparison.Ordinal)) return false;
        rest = rest[what.Length..];
        return true;
    }

    private static bool TakeEnd(ref ReadOnlySpan<char> rest, string what)
    {
        if (!rest.EndsWith(what, StringComparison.Ordinal)) return false;
        rest = rest[..^what.Length];
        return true;
    }

    private static bool TakeGroup(ref ReadOnlySpan<char> rest, string start)
    {
        if (!rest.StartsWith(start, StringComparison.Ordinal) || rest is not [.., ')']) return false;
        rest = rest[start.Length..^1];
        return true;
    }
}

/// <summary>What stands beside a word.</summary>
internal enum PlainEdge
{
    /// <summary>Anything.</summary>
    None,

    /// <summary>The border of a word: <c>\b</c>.</summary>
    Border,

    /// <summary>The border of a word, or an underscore: <c>(?:\b|_)</c>.</summary>
    WideBorder,
}
