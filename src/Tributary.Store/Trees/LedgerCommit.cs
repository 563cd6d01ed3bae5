using Tributary.Mail;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>A line of the ledger of commits: which commit a patch is in a tree, and how that is known.</summary>
public sealed record LedgerCommit
{
    /// <summary>The number of the project.</summary>
    public required long Project { get; init; }

    /// <summary>The patch, <c>messages.id</c>.</summary>
    public required long Message { get; init; }

    /// <summary>Its message id.</summary>
    public MessageId MessageId { get; init; }

    /// <summary>The tree.</summary>
    public required string Tree { get; init; }

    /// <summary>The commit.</summary>
    public required CommitId Commit { get; init; }

    /// <summary>How it is known.</summary>
    public required CommitFound Found { get; init; }

    /// <summary>That in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was found.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When the tree was seen to have it; null: it is only applied here.</summary>
    public DateTimeOffset? PushedAt { get; init; }

    /// <summary>When it was out of the tree again; null while it is in.</summary>
    public DateTimeOffset? DroppedAt { get; init; }

    /// <summary>The commit that it was before a rebase, or null.</summary>
    public CommitId? Was { get; init; }

    /// <summary>The application that made it, or null where somebody else pushed it.</summary>
    public long? Application { get; init; }

    /// <summary>The tree has it now.</summary>
    public bool IsInTree => PushedAt is not null && DroppedAt is null;
}
