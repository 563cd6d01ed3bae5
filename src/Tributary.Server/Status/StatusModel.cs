using System.Collections.Immutable;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>What the page of the trees' status shows.</summary>
public sealed record StatusModel
{
    /// <summary>How the merge window stands; null where no tag of mainline is known.</summary>
    public required WindowStanding? Window { get; init; }

    /// <summary>The trees.</summary>
    public required ImmutableArray<TreeStatus> Trees { get; init; }

    /// <summary>The series that were put on hold for the window that is open, or for that of the release that is being made.</summary>
    public required ImmutableArray<WindowHold> Held { get; init; }

    /// <summary>Mainline as it is followed, or null.</summary>
    public required StoredTree? Mainline { get; init; }

    /// <summary>The time of the page.</summary>
    public required DateTimeOffset Now { get; init; }
}

/// <summary>How a tree stands.</summary>
public sealed record TreeStatus
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of change it takes.</summary>
    public required TreeKind Kind { get; init; }

    /// <summary>That in words.</summary>
    public required string Takes { get; init; }

    /// <summary>Where it flows, or null.</summary>
    public required string? Into { get; init; }

    /// <summary>It takes series now; null where nobody knows.</summary>
    public required bool? IsOpen { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Its tip, or null.</summary>
    public required CommitId? Tip { get; init; }

    /// <summary>It is followed in git.</summary>
    public required bool IsFollowed { get; init; }

    /// <summary>The last fetch failed; the page of the trees says why.</summary>
    public required bool HasFault { get; init; }

    /// <summary>Since when that is its tip.</summary>
    public required DateTimeOffset? TipAt { get; init; }

    /// <summary>Commits that its destination does not have; null where that is not known here.</summary>
    public required int? Staged { get; init; }

    /// <summary>The last pull request that was written here or came by mail, or null.</summary>
    public required LastPull? Last { get; init; }

    /// <summary>When the next is due; null where that is not known.</summary>
    public required PullDue? Next { get; init; }

    /// <summary>Open, closed or unknown.</summary>
    public string Word => IsOpen switch { true => "open", false => "closed", _ => "unknown" };
}
