using System.Collections.Immutable;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>A series that a tree has: it was pushed, or seen there.</summary>
/// <param name="Series">The series.</param>
/// <param name="Tree">The tree's name in the profile, e.g. <c>bpf-next/net</c>; of a pull request where it was pulled.</param>
public sealed record AcceptedSeries(SeriesId Series, string Tree)
{
    /// <summary>The commits of its patches, by mail (<c>messages.id</c>); a patch that is not among them has no matching commit.</summary>
    public ImmutableArray<(long Message, CommitId Commit)> Commits { get; init; } = [];

    /// <summary>Who put it there, e.g. <c>Mara Maintainer &lt;mara@example.org&gt;</c>; null where nobody knows.</summary>
    public string? By { get; init; }

    /// <summary>Repository and branch, where they are others than the profile's; null: those of the profile.</summary>
    public GitBranch? Where { get; init; }
}

/// <summary>A series that a tree has no more.</summary>
/// <param name="Series">The series.</param>
/// <param name="Tree">The tree's name.</param>
/// <param name="Cause">What tells one dropping of it from another, e.g. the commit that it was: one letter each.</param>
public sealed record DroppedSeries(SeriesId Series, string Tree, string Cause)
{
    /// <summary>Why, in words; null where nobody said.</summary>
    public string? Why { get; init; }

    /// <summary>Who took it out, or null.</summary>
    public string? By { get; init; }

    /// <summary>Repository and branch, where they are others than the profile's.</summary>
    public GitBranch? Where { get; init; }
}
