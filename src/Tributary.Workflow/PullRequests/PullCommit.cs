using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>A commit of a pull request.</summary>
public sealed record PullCommit
{
    /// <summary>Its name.</summary>
    public required CommitId Id { get; init; }

    /// <summary>What it is built on, the branch that it stands on first.</summary>
    public required ImmutableArray<CommitId> Parents { get; init; }

    /// <summary>Who wrote it: the name.</summary>
    public required string Author { get; init; }

    /// <summary>When it was committed.</summary>
    public required DateTimeOffset CommittedAt { get; init; }

    /// <summary>Its message.</summary>
    public required string Message { get; init; }

    /// <summary>Several branches come together in it.</summary>
    public bool IsMerge => Parents.Length > 1;

    /// <summary>The first line of its message.</summary>
    public string Title => Message.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? Message[..end].TrimEnd() : Message;
}
