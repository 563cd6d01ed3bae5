using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>A tree that the installation follows in git (TREE-1).</summary>
public sealed record StoredTree
{
    /// <summary>Its name, e.g. <c>bpf-next/net</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Trees of one family share a repository, e.g. <c>linux</c>.</summary>
    public required string Family { get; init; }

    /// <summary>Where it is fetched from: a URL or a full path.</summary>
    public required string Url { get; init; }

    /// <summary>Its branch; with a <c>*</c> the pattern of many, each of which is a tree of its own in the repository (<see cref="IsSet"/>).</summary>
    public required string Branch { get; init; }

    /// <summary>True for many branches that are followed as one: <c>linux-*.y</c>. It has no tip, nothing is applied to it, and no patches are looked for in it.</summary>
    public bool IsSet => Branch.Contains('*', StringComparison.Ordinal);

    /// <summary>Where it is pushed to; null for nowhere: then nothing is applied to it.</summary>
    public string? PushUrl { get; init; }

    /// <summary>What is applied is pushed at once, without being asked for.</summary>
    public bool PushesAtOnce { get; init; }

    /// <summary>How a series is taken out of it: true by a revert, false by a rebase.</summary>
    public bool DropsByRevert { get; init; }

    /// <summary>Its tip as last seen by any node; null before the first fetch.</summary>
    public CommitId? Tip { get; init; }

    /// <summary>When that became its tip here.</summary>
    public DateTimeOffset? TipAt { get; init; }

    /// <summary>The tip up to which its commits were looked through for patches of ours.</summary>
    public CommitId? ReadTo { get; init; }

    /// <summary>When it was last fetched, or tried to be.</summary>
    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>What went wrong then; empty when it went well.</summary>
    public string Fault { get; init; } = "";
}
