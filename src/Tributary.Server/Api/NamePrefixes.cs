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
}
