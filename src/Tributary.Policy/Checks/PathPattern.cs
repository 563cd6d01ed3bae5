using System.Collections.Immutable;
using Tributary.Patches;

namespace Tributary.Policy;

/// <summary>The path patterns of a profile's areas: a folder ends with a slash, <c>*</c> stands for any part of one name.</summary>
public static class PathPattern
{
    /// <summary>True when the path is the pattern's file or lies in its folder.</summary>
    /// <param name="pattern">E.g. <c>kernel/bpf/verifier.c</c>, <c>arch/*/net/</c>, <c>include/linux/bpf*.h</c>.</param>
    /// <param name="path">A path of a diff.</param>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        var (at, star, again) = (0, -1, 0);
        for (var place = 0; place < path.Length;)
        {
            if (at < pattern.Length && pattern[at] == '*') (star, again) = (at++, place);
            else if (at < pattern.Length && pattern[at] == path[place])
            {
                place++;
                // A folder holds all below it.
                if (++at == pattern.Length && pattern[^1] == '/') return true;
            }
            else if (star >= 0 && path[again] != '/') (at, place) = (star + 1, ++again);
            else return false;
        }

        while (at < pattern.Length && pattern[at] == '*') at++;
        return at == pattern.Length;
    }

    /// <summary>True when one of the patterns matches the path.</summary>
    public static bool MatchesAny(ImmutableArray<string> patterns, ReadOnlySpan<char> path)
    {
        foreach (var pattern in patterns)
        {
            if (Matches(pattern, path)) return true;
        }

        return false;
    }

    /// <summary>True when the patch touches a path of the area.</summary>
    public static bool TouchesAny(PatchMail patch, ImmutableArray<string> area)
    {
        foreach (var file in patch.Files)
        {
            if (MatchesAny(area, file.Path)) return true;
        }

        return false;
    }

    /// <summary>True when the patch touches nothing but paths of the area.</summary>
    public static bool IsOnly(PatchMail patch, ImmutableArray<string> area)
    {
        foreach (var file in patch.Files)
        {
            if (!MatchesAny(area, file.Path)) return false;
        }

        return !patch.Files.IsEmpty;
    }
}
