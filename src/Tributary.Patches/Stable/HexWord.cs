using System.Buffers;

namespace Tributary.Patches;

/// <summary>Words that name a commit.</summary>
internal static class HexWord
{
    /// <summary>A shorter word is no name of a commit.</summary>
    public const int Least = 7;

    /// <summary>From here on a word of hex digits is nothing else than a name.</summary>
    public const int Long = 12;

    private const int Longest = 64;
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>How long the name is that begins a text; 0 where none does ("defaced" is an English word).</summary>
    public static int Length(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExcept(Digits);
        var length = end < 0 ? text.Length : end;
        if (length is < Least or > Longest || (end >= 0 && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))) return 0;
        return length >= Long || text[..length].IndexOfAnyInRange('0', '9') >= 0 ? length : 0;
    }
}
