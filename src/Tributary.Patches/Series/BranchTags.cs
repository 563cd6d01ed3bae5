using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>The tags that say which release a backport is for: such patches are no versions of each other nor of the original.</summary>
internal static class BranchTags
{
    /// <summary>The tags like <c>5.15</c>, <c>6.1.y</c>, <c>AUTOSEL</c>, <c>stable-5.10</c>, in lower case and order.</summary>
    public static ImmutableArray<string> Of(PatchSubject subject)
    {
        foreach (var tag in subject.Tags)
        {
            if (IsBranch(tag)) return [.. subject.Tags.Where(IsBranch).Select(branch => branch.ToLowerInvariant()).Order(StringComparer.Ordinal)];
        }

        return [];
    }

    private static bool IsBranch(string tag) =>
        (char.IsAsciiDigit(tag[0]) && tag.Contains('.', StringComparison.Ordinal)) || tag.Equals("AUTOSEL", StringComparison.OrdinalIgnoreCase)
        || tag.StartsWith("stable", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("linux-", StringComparison.OrdinalIgnoreCase);
}
