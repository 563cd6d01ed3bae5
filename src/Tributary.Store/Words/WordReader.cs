using System.Globalization;

namespace Tributary.Store;

/// <summary>
/// The identifiers of a text, one after another: runs of letters, digits and underscores, as programs have them. Everything else parts
/// them (<c>kernel/bpf/verifier.c</c> is four). A Chinese or Japanese character is a word of its own, since no spaces part those.
/// </summary>
internal ref struct WordReader(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> rest = text;

    /// <summary>The identifier, as it was written.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>Itself, for <c>foreach</c>.</summary>
    public readonly WordReader GetEnumerator() => this;

    /// <summary>Goes to the next one; false at the end.</summary>
    public bool MoveNext()
    {
        var start = 0;
        while (start < rest.Length && !IsPart(rest[start])) start++;
        if (start == rest.Length) return false;
        var end = start + 1;
        if (!IsIdeograph(rest[start]))
        {
            while (end < rest.Length && IsPart(rest[end]) && !IsIdeograph(rest[end])) end++;
        }

        Current = rest[start..end];
        rest = rest[end..];
        return true;
    }

    private static bool IsPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_' || (c > 127 && IsLetter(c));

    private static bool IsLetter(char c) => char.IsLetterOrDigit(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsIdeograph(char c) => c is (>= '\u3040' and <= '\u30ff') or (>= '\u3400' and <= '\u9fff');
}
