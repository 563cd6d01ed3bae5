using Tributary.Workflow;

namespace Tributary.Git;

/// <summary>
/// The refs of a tree in the repository of its family. A slash of its name is written <c>+</c>, since git cannot hold <c>bpf-next</c> and
/// <c>bpf-next/net</c> as refs beside each other.
/// </summary>
public static class TreeRef
{
    /// <summary>The tip of a tree's branch, as last fetched or pushed, e.g. <c>refs/trees/bpf-next+net</c>.</summary>
    public static string Tip(string tree) => $"refs/trees/{Flat(tree)}";

    /// <summary>The tips of many branches that are followed as one, each a tree: <c>refs/trees/stable+linux-*.y</c>.</summary>
    /// <exception cref="ArgumentException">It is no name of a tree, or no pattern.</exception>
    public static string Tips(string tree, string pattern) => TreeSource.IsPattern(pattern) ? $"{Tip(tree)}+{pattern.Replace('/', '+')}" : throw new ArgumentException($"{pattern} is no pattern of branches", nameof(pattern));

    /// <summary>The folder of a tree's tags, e.g. <c>refs/tree-tags/mainline/</c> (a tag's name follows).</summary>
    public static string Tags(string tree) => $"refs/tree-tags/{Flat(tree)}/";

    /// <summary>The branch that holds what was applied for a tree and is not pushed, e.g. <c>refs/staged/bpf-next</c>.</summary>
    public static string Staged(string tree) => $"refs/staged/{Flat(tree)}";

    /// <summary>The tree of a tip's ref, or null.</summary>
    public static string? TreeOf(string name) => name.StartsWith("refs/trees/", StringComparison.Ordinal) ? name["refs/trees/".Length..].Replace('+', '/') : null;

    /// <summary>The name without slashes, for a ref or a folder.</summary>
    /// <exception cref="ArgumentException">It is no name of a tree.</exception>
    public static string Flat(string tree) => TreeName.IsTree(tree) ? tree.Replace('/', '+') : throw new ArgumentException($"{tree} is no name of a tree", nameof(tree));
}
