using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>What the rules would like to know of a series: the caller looks it up at one go.</summary>
public static class FactQuestions
{
    /// <summary>The commits that the trailers <c>Fixes:</c> name, as they are written, each once.</summary>
    public static ImmutableArray<string> Fixes(SeriesMail series) =>
        [.. series.Patches.SelectMany(patch => FixesLine.Of(patch)).Where(line => line.Hex.Length >= FixesLine.LeastDigits).Select(line => line.Hex).Distinct(StringComparer.Ordinal)];

    /// <summary>The commits that the trailers <c>Fixes:</c> and the lines <c>base-commit:</c> name, as they are written, each once.</summary>
    public static ImmutableArray<string> Commits(SeriesMail series) =>
    [
        .. series.Patches.SelectMany(patch => FixesLine.Of(patch)).Where(line => line.Hex.Length >= FixesLine.LeastDigits).Select(line => line.Hex)
            .Concat(series.Letters.Select(part => part.Mail.BaseCommit).OfType<string>())
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The titles of kernel changes that a series of tools quotes as <c>("title")</c>, each once; none for a series of the kernel (IPR-2).</summary>
    public static ImmutableArray<string> KernelTitles(SeriesMail series, Profile profile)
    {
        var named = PrefixRouting.Decide(profile, series.Head.Mail.Subject.Tags).Tree;
        if (named is null || !profile.Trees.Any(tree => tree.Name == named && tree.Kind == TreeKind.Tools)) return [];
        var titles = new List<string>();
        foreach (var part in series.Letters)
        {
            // A title may go over the end of a line.
            var text = string.Join(' ', part.Mail.Content.Split('\n', StringSplitOptions.TrimEntries));
            for (var at = text.IndexOf(Open, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Open, at + Open.Length, StringComparison.Ordinal))
            {
                var end = text.IndexOf(Close, at, StringComparison.Ordinal);
                if (end < 0) break;
                var title = text[(at + Open.Length)..end].Trim();
                if (title.Length is > 0 and <= MostCharacters && !titles.Contains(title)) titles.Add(title);
            }
        }

        return [.. titles.Take(MostTitles)];
    }

    private const string Open = "(\"", Close = "\")";
    private const int MostCharacters = 200;
    private const int MostTitles = 50;
}
