using System.Globalization;
using System.Text;

namespace Tributary.Store;

/// <summary>The form in which words are compared: lower case, without accents (Björn is found by bjorn), bounded in length.</summary>
internal static class WordFold
{
    /// <summary>Characters of a word that count; what is longer is cut, in the index and in what is asked.</summary>
    public const int MaximumLength = 64;

    /// <summary>The word in that form; empty if nothing is left of it (it was only underscores or accents).</summary>
    public static string Fold(ReadOnlySpan<char> word)
    {
        if (word.Length > MaximumLength) word = word[..MaximumLength];
        if (word.IndexOfAnyExcept('_') < 0) return "";
        return System.Text.Ascii.IsValid(word) ? string.Create(word.Length, word, static (to, from) => from.ToLowerInvariant(to)) : FoldUnicode(word);
    }

    private static string FoldUnicode(ReadOnlySpan<char> word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var c in word.ToString().Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
                folded.Append(char.ToLowerInvariant(c));
        }

        if (folded.Length > MaximumLength) folded.Length = MaximumLength;
        return folded.ToString();
    }
}
