using System.Collections.Immutable;

namespace Tributary.Store;

/// <summary>What <c>?q=</c> asks for: parts of text, parted by spaces or commas, in lower case.</summary>
public static class SearchParts
{
    private const int MostParts = 16;
    private const int MostCharacters = 1000;

    private static readonly char[] Separators = [',', ' ', '\t', '\r', '\n', '\v', '\f', '\u00a0'];

    /// <summary>The parts; at most 16 of the first 1,000 characters.</summary>
    public static ImmutableArray<string> Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        return [.. Split(text[..Math.Min(text.Length, MostCharacters)].Replace("\0", "", StringComparison.Ordinal)).Take(MostParts).Select(Lower)];
    }

    /// <summary>A text parted by spaces and commas.</summary>
    public static string[] Split(string text) => text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Lower case of ASCII alone, as the databases' lower() does it in both.</summary>
    public static string Lower(string part) => string.Create(part.Length, part, static (to, from) =>
    {
        for (var i = 0; i < to.Length; i++) to[i] = char.IsAsciiLetterUpper(from[i]) ? (char)(from[i] | 0x20) : from[i];
    });
}
