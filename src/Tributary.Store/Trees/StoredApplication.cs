using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>A series on its way into a tree: applied by somebody here, or seen there.</summary>
public sealed record StoredApplication
{
    /// <summary>Its number; 0 before it has one.</summary>
    public long Id { get; init; }

    /// <summary>The number of the project.</summary>
    public required long Project { get; init; }

    /// <summary>The series.</summary>
    public required SeriesId Series { get; init; }

    /// <summary>The tree.</summary>
    public required string Tree { get; init; }

    /// <summary>How far it is.</summary>
    public required ApplicationState State { get; init; }

    /// <summary>The commit that it was applied on; of a series that was seen, the tree's tip before.</summary>
    public required string Base { get; init; }

    /// <summary>The commit with all of it, or null while it is not whole.</summary>
    public CommitId? Tip { get; init; }

    /// <summary>The patches, by number, e.g. <c>1-3,5</c>.</summary>
    public required string Numbers { get; init; }

    /// <summary>The user who applied it, or null.</summary>
    public long? Actor { get; init; }

    /// <summary>Who committed: <c>Name &lt;address&gt;</c>; empty for a series that was seen.</summary>
    public string Committer { get; init; } = "";

    /// <summary>When it began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When its state changed last.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>What was decided on the states of the series before it was accepted; empty before that.</summary>
    public string Before { get; init; } = "";

    /// <summary>Of a conflict: where. Of a drop: why. Else empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>Of an open conflict: all that is known of it; else null.</summary>
    public ApplyConflict? Conflict { get; init; }
}
