using System.Collections.Immutable;
using System.Text;

namespace Tributary.Store;

/// <summary>
/// The words of a name: of a series, or of a person. Each stands from every underscore on (<c>bpf_map_area map_area area</c>), so
/// that whatever part of a name a person types begins a word of it.
/// </summary>
public static class NameWords
{
    private const int MostWords = 64;
    private const int MostAsked = 8;

    /// <summary>The words of a name, parted by single spaces, each once: the column <c>words</c> of series and people.</summary>
    public static string Of(string name)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var words = new StringBuilder(name.Length * 2);
        foreach (var identifier in new WordReader(name))
        {
            var word = WordFold.Fold(identifier).TrimStart('_');
            while (word.Length > 0)
            {
                if (seen.Count == MostWords) return words.ToString();
                if (seen.Add(word)) words.Append(words.Length > 0 ? " " : "").Append(word);
                var underscore = word.IndexOf('_', StringComparison.Ordinal);
                word = underscore < 0 ? "" : word[underscore..].TrimStart('_');
            }
        }

        return words.ToString();
    }

    /// <summary>What a person asks for: each of these must begin a word. Empty if the text holds no word.</summary>
    public static ImmutableArray<string> Asked(string text)
    {
        var asked = ImmutableArray.CreateBuilder<string>();
        foreach (var identifier in new WordReader(text))
        {
            var word = WordFold.Fold(identifier).TrimStart('_');
            if (word.Length > 0 && !asked.Contains(word)) asked.Add(word);
            if (asked.Count == MostAsked) break;
        }

        return asked.ToImmutable();
    }
}
