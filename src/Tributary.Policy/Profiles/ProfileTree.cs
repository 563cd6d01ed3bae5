using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>A tree of a profile (TREE-1).</summary>
/// <param name="Name">Its name, e.g. <c>bpf-next/net</c>.</param>
/// <param name="Tags">
/// The words of a subject prefix that name it, lower case; a tag of several words, parted by spaces, wants them all.
/// </param>
public sealed record ProfileTree(string Name, ImmutableArray<string> Tags)
{
    /// <summary>Its repository and branch, or null where it has none yet.</summary>
    public GitBranch? Branch { get; init; }

    /// <summary>What kind of change it takes.</summary>
    public TreeKind Kind { get; init; } = TreeKind.Features;

    /// <summary>What it takes, in words.</summary>
    public string Takes { get; init; } = "";

    /// <summary>The first day it was there, or null for always.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>The first day it was no more, or null for never.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Where its commits go next (TREE-2).</summary>
    public ImmutableArray<TreeFlow> Flows { get; init; } = [];

    /// <summary>Where its commits went on a day, or null.</summary>
    public string? FlowsIntoOn(DateOnly day) => FlowOn(day)?.Into;

    /// <summary>How its commits went on on a day, or null.</summary>
    public TreeFlow? FlowOn(DateOnly day) => Flows.FirstOrDefault(flow => (flow.Since is not { } since || day >= since) && (flow.Until is not { } until || day < until));
}

/// <summary>Where a tree's commits go next.</summary>
/// <param name="Into">The name of a tree of the profile, or <c>mainline</c>.</param>
/// <param name="Since">The first day, or null for always.</param>
/// <param name="Until">The first day it was no longer so, or null.</param>
public sealed record TreeFlow(string Into, DateOnly? Since, DateOnly? Until)
{
    /// <summary>It is merged once a cycle, after mainline's release (IPR-3).</summary>
    public bool IsAfterRelease { get; init; }
}

/// <summary>What kind of change a tree takes.</summary>
public enum TreeKind
{
    /// <summary>Fixes only.</summary>
    Fixes,

    /// <summary>Features, clean-ups and improvements: closed in the merge window (TREE-7).</summary>
    Features,

    /// <summary>A tool outside of the kernel (IPR-1).</summary>
    Tools,
}
