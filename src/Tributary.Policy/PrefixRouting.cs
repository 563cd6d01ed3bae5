using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>The tree that a series' prefix names (PFX-1).</summary>
public static class PrefixRouting
{
    /// <summary>Decides by the words of the prefix alone.</summary>
    /// <param name="profile">Whose trees.</param>
    /// <param name="tags">The words of the prefix, as written.</param>
    public static TreeDecision Decide(Profile profile, ImmutableArray<string> tags)
    {
        foreach (var tag in tags)
        {
            foreach (var tree in profile.Trees)
            {
                if (tree.Tags.Contains(tag.ToLowerInvariant())) return new(tree.Name, $"The subject says {tag}.");
            }
        }

        return new(null, "The subject names no tree.");
    }
}

/// <summary>Where a series goes, and why.</summary>
/// <param name="Tree">The tree's name, or null for nowhere.</param>
/// <param name="Reason">The reason, one sentence.</param>
public sealed record TreeDecision(string? Tree, string Reason);
