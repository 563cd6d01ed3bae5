using System.Globalization;
using System.Text;

namespace Tributary.Store;

/// <summary>The form in which words are compared: lower case, without accents (Björn is found by bjorn), bounded in length.</summary>
internal static class WordFold
{
    /// <summary>Characters of a word that count; what is longer is cut, in the index and in what is asked.</summary>
    public const int MaximumLength = 64;

    private const char FirstLatin = '\u00c0';
    private const char FirstAdditional = '\u1e00';

    // The base letter of each Latin letter with an accent, from U+00C0 and from U+1E00 on. The program runs without ICU, and
    // string.Normalize knows only ASCII then. What has no base letter (æ, ß) stands for itself in lower case.
    private const string Latin =
        "aaaaaaæceeeeiiiidnooooo×ouuuuyþßaaaaaaæceeeeiiiidnooooo÷ouuuuyþy"
        + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiĳĳjjkkĸlllllll"
        + "lllnnnnnnŉŋŋooooooœœrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzſ"
        + "bɓƃƃƅƅɔƈƈɖɗƌƌƍǝəɛƒƒɠɣƕɩiƙƙƚƛɯɲƞɵooƣƣƥƥʀƨƨʃƪƫƭƭʈuuʊʋƴƴzzʒƹƹƺƻƽƽƾƿ"
        + "ǀǁǂǃǆǆǆǉǉǉǌǌǌaaiioouuuuuuuuuuǝaaaaǣǣggggkkooooǯǯjǳǳǳggƕƿnnaaǽǽǿǿ"
        + "aaaaeeeeiiiioooorrrruuuussttȝȝhhƞȡȣȣȥȥaaeeooooooooyyȴȵȶȷȸȹⱥccƚⱦȿ"
        + "ɀɂɂbʉʌeejjɋɋrryy";

    private const string Additional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
        + "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
        + "wwwwwwwwwwxxxxyyzzzzzzhtwyẚẛẜẝßẟaaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
        + "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyỻỻỽỽỿỿ";

    /// <summary>The word in that form; empty if nothing is left of it (it was only underscores or accents).</summary>
    public static string Fold(ReadOnlySpan<char> word)
    {
        if (word.Length > MaximumLength) word = word[..MaximumLength];
        if (word.IndexOfAnyExcept('_') < 0) return "";
        return Ascii.IsValid(word) ? string.Create(word.Length, word, static (to, from) => from.ToLowerInvariant(to)) : FoldUnicode(word);
    }

    private static string FoldUnicode(ReadOnlySpan<char> word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var c in word)
        {
            if (c >= FirstLatin && c - FirstLatin < Latin.Length) folded.Append(Latin[c - FirstLatin]);
            else if (c >= FirstAdditional && c - FirstAdditional < Additional.Length) folded.Append(Additional[c - FirstAdditional]);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)) folded.Append(char.ToLowerInvariant(c));
        }

        return folded.ToString();
    }
}
