using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>
/// The branches that somebody asks for, as people write them: <c>6.6 6.1</c>, <c>linux-6.6.y, v6.1</c>, <c>5.15+</c>, <c>5.15 and later</c>. A name such as <c>5.15+</c> is kept as
/// it is: it means this branch and every newer one that is maintained, those to come too. Pure.
/// </summary>
public static class AskedBranches
{
    private const string Everywhere = "all";
    private const int MostNames = 40;
    private static readonly ImmutableArray<string> Onwards = ["later", "newer", "up", "above", "onward", "onwards"];
    private static readonly ImmutableArray<string> Fillers = ["and", "&", "or", "please", "thanks", "too"];

    /// <summary>The branches of a text that says nothing else; a remark may follow behind <c>#</c> or in brackets.</summary>
    /// <returns>The names, none for <c>all</c>; null for a text that is not only branches.</returns>
    public static ImmutableArray<string>? Read(string text)
    {
        var names = new List<string>();
        var isEverywhere = false;
        foreach (var word in text.Split([' ', ',', ';', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word[0] is '#' or '(') break;
            var bare = word.TrimEnd('.', '!').ToLowerInvariant();
            if (bare == Everywhere) isEverywhere = true;
            else if (Onwards.Contains(bare) && names.Count > 0) names[^1] = names[^1].TrimEnd('+') + "+";
            else if (ReadOne(bare) is { } name && names.Count < MostNames) names.Add(name);
            else if (!Fillers.Contains(bare)) return null;
        }

        if (isEverywhere) return names.Count == 0 ? [] : null;
        return names.Count == 0 ? null : [.. names.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The name of one branch: <c>6.6</c> of <c>6.6</c>, <c>v6.6</c>, <c>6.6.y</c>, <c>linux-6.6.y</c>; <c>6.6+</c> of the same with a plus; null for what names none.</summary>
    public static string? ReadOne(string word)
    {
        var isOnwards = word.EndsWith('+');
        var name = BranchFacts.ShortName(isOnwards ? word[..^1] : word);
        if (name is ['v' or 'V', >= '0' and <= '9', ..]) name = name[1..];
        var parts = name.Split('.');
        return parts.Length is 2 or 3 && parts.All(static part => part.Length is > 0 and < 5 && part.All(char.IsAsciiDigit)) ? isOnwards ? name + "+" : name : null;
    }

    /// <summary>True where a branch is among those asked for.</summary>
    /// <param name="asked">What was asked for.</param>
    /// <param name="branch">The branch, e.g. <c>6.6</c>.</param>
    public static bool Include(ImmutableArray<string> asked, string branch) =>
        asked.Any(one => one == branch || (one is [.. var from, '+'] && string.CompareOrdinal(BranchFacts.SortKey(branch), BranchFacts.SortKey(from)) <= 0));

    /// <summary>The branches one by one: those that are named, and of those that are maintained what a name such as <c>5.15+</c> takes in.</summary>
    /// <param name="asked">What was asked for.</param>
    /// <param name="maintained">The branches that are maintained, by short name.</param>
    public static ImmutableArray<string> List(ImmutableArray<string> asked, IEnumerable<string> maintained) =>
        [.. asked.Where(static one => !one.EndsWith('+')).Concat(maintained.Where(branch => Include(asked, branch))).Distinct(StringComparer.Ordinal)];
}
