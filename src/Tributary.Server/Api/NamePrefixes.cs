using System.Collections.Immutable;

namespace Tributary.Server;

/// <summary>The words in the brackets before a patch's title.</summary>
internal static class NamePrefixes
{
    /// <summary>The words in order, e.g. <c>tree</c>, <c>v2</c>, <c>1/3</c>; <c>PATCH</c> is none of them.</summary>
    /// <param name="name">A name as Patchwork writes it, e.g. <c>[tree,v2,1/3] a title</c>.</param>
    public static ImmutableArray<string> Of(string name)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var rest = name.AsSpan().Trim();
        while (rest is ['[', ..] && rest.IndexOf(']') is > 0 and var end)
        {
            foreach (var range in rest[1..end].SplitAny(" \t,"))
            {
                var word = rest[1..end][range];
                if (word.Length > 0 && !word.Equals("patch", StringComparison.OrdinalIgnoreCase)) words.Add(word.ToString());
            }

            rest = rest[(end + 1)..].TrimStart();
        }

        return words.ToImmutable();
    }

    /// <summary>
    /// The name of a series as Patchwork has it: a series without cover letter bears the name of its first patch, and none, null, before that
    /// is here. We know it by one of its other patches then.
    /// </summary>
    /// <param name="name">Our name of the series.</param>
    public static string? SeriesName(string name) => Of(name).Any(IsOfLaterPatch) ? null : name;

    private static bool IsOfLaterPatch(string word)
    {
        var slash = word.IndexOf('/', StringComparison.Ordinal);
        if (slash < 1 || slash + 1 == word.Length || word.AsSpan(slash + 1).ContainsAnyExceptInRange('0', '9')) return false;
        var before = word.AsSpan(0, slash);
        var number = before[(before.LastIndexOfAnyExceptInRange('0', '9') + 1)..].TrimStart('0');
        return number.Length > 0 && number is not "1";
    }
}
