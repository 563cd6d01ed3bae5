using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>A <c>Fixes:</c> trailer, taken apart.</summary>
/// <param name="Number">The line of the commit message, from 0.</param>
/// <param name="Text">The value, folded lines joined.</param>
/// <param name="Hex">The commit as it is named, lower case; empty where none is.</param>
/// <param name="Title">The title between parentheses and quotes; null where there is none.</param>
public sealed record FixesLine(int Number, string Text, string Hex, string? Title)
{
    /// <summary>Fewer digits than this are no name of a commit.</summary>
    public const int LeastDigits = 5;

    /// <summary>True in the form <c>HEX ("title")</c>.</summary>
    public bool IsWellFormed { get; private init; }

    /// <summary>True when the trailer goes over more than one line.</summary>
    public bool IsFolded { get; private init; }

    /// <summary>The trailers of a patch.</summary>
    public static ImmutableArray<FixesLine> Of(SeriesPart patch)
    {
        var (lines, found) = (patch.Text.Lines, ImmutableArray.CreateBuilder<FixesLine>());
        foreach (var line in patch.Text.Find("Fixes"))
        {
            var value = line.Value;
            var below = line.Number + 1;
            // Folded as a mail program does it: the next line goes on, up to the closing parenthesis.
            var isOpen = value.Contains("(\"", StringComparison.Ordinal) && !value.EndsWith(')');
            while (below < lines.Length && (lines[below].Role == LineRole.Folded || (isOpen && lines[below].Role == LineRole.Prose)))
            {
                value = $"{value} {lines[below].Text.Trim()}";
                isOpen &= !value.EndsWith(')');
                below++;
            }

            found.Add(Read(line.Number, value) with { IsFolded = below > line.Number + 1 });
        }

        return found.ToImmutable();
    }

    /// <summary>The commit that the value of a trailer names, lower case; empty where it names none.</summary>
    public static string HexOf(string value) => Read(0, value).Hex;

    private static FixesLine Read(int number, string value)
    {
        var text = value.AsSpan();
        if (text.StartsWith("commit ", StringComparison.OrdinalIgnoreCase)) text = text["commit ".Length..];
        var end = text.IndexOfAnyExcept(HexDigits);
        var hex = end < 0 ? text : text[..end];
        if (hex.Length < LeastDigits) return new(number, value, "", null);
        var rest = text[hex.Length..].Trim();
        var isWellFormed = text.Length == value.Length && rest is ['(', '"', .., '"', ')'] && rest.Length > 4 && text[hex.Length..].StartsWith(" (\"");
        var title = rest.Trim("()").Trim("\"'").Trim();
        return new(number, value, hex.ToString().ToLowerInvariant(), title.IsEmpty ? null : title.ToString()) { IsWellFormed = isWellFormed };
    }

    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
