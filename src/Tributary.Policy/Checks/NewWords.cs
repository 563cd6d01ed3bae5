namespace Tributary.Policy;

/// <summary>Finds words that a patch uses more often than the code did before.</summary>
internal static class NewWords
{
    /// <summary>The first added line with the word, where more lines with it are added than removed; else null. The word stands alone, not behind a letter or underscore.</summary>
    public static DiffText.Line? Find(SeriesPart patch, string word)
    {
        if (patch.Mail.Diff is not { } diff || !diff.Contains(word, StringComparison.Ordinal)) return null;
        DiffText.Line? first = null;
        var count = 0;
        foreach (var line in patch.Diff.Lines)
        {
            if (line.Sign == ' ' || !SourceFile.IsC(line.Path) || !Has(line.Text, word)) continue;
            count += line.IsAdded ? 1 : -1;
            if (line.IsAdded) first ??= line;
        }

        return count > 0 ? first : null;
    }

    private static bool Has(string text, string word)
    {
        var at = text.IndexOf(word, StringComparison.Ordinal);
        return at >= 0 && (at == 0 || !(char.IsLetterOrDigit(text[at - 1]) || text[at - 1] == '_')) && !text.AsSpan().TrimStart().StartsWith("*");
    }
}
