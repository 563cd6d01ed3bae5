using System.Collections.Immutable;
using System.Text;

namespace Tributary.Patches;

/// <summary>Titles made comparable: case, punctuation and a "(was: old title)" taken out.</summary>
internal static class TitleWords
{
    /// <summary>Words that say nothing of what a title is about.</summary>
    private static readonly HashSet<string> Fillers = new(StringComparer.Ordinal)
    {
        "the", "a", "an", "of", "to", "for", "in", "and", "on", "with", "patch", "series",
    };

    /// <summary>The title in lower case with each run of other characters than letters and digits made one space.</summary>
    public static string Normalise(ReadOnlySpan<char> title)
    {
        var text = new StringBuilder(title.Length);
        var gap = false;
        foreach (var unit in title)
        {
            if (!char.IsLetterOrDigit(unit))
            {
                gap = text.Length > 0;
                continue;
            }

            if (gap) text.Append(' ');
            gap = false;
            text.Append(char.ToLowerInvariant(unit));
        }

        return text.ToString();
    }

    /// <summary>
    /// The titles that a title stands for, normalised: itself, and the old one of <c>new title (was: old title)</c>. Empty ones are
    /// left out.
    /// </summary>
    public static ImmutableArray<string> Names(string title)
    {
        var was = title.LastIndexOf("(was", StringComparison.OrdinalIgnoreCase);
        if (was <= 0) return Normalise(title) is { Length: > 0 } only ? [only] : [];
        var names = ImmutableArray.CreateBuilder<string>(2);
        if (Normalise(title.AsSpan(0, was)) is { Length: > 0 } now) names.Add(now);
        if (Normalise(title.AsSpan(was + 4)) is { Length: > 0 } old) names.Add(old);
        return names.ToImmutable();
    }

    /// <summary>The words of a normalised title that tell it from others.</summary>
    public static HashSet<string> Split(string normalised)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in normalised.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Fillers.Contains(word)) words.Add(word);
        }

        return words;
    }

    /// <summary>True where a title is long enough to point at one piece of work whoever sends it.</summary>
    public static bool IsTelling(string normalised) => normalised.Length >= 20 && normalised.AsSpan().Count(' ') >= 2;
}
