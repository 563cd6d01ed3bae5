using System.Collections.Immutable;
using Tributary.Workflow;

namespace Tributary.Bench;

/// <summary>A made series with its messages.</summary>
internal sealed record QueueSeries
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public required int Version { get; init; }
    public required int Total { get; init; }
    public required long SentAt { get; init; }
    public required long ActiveAt { get; init; }
    public required long Submitter { get; init; }
    public required long FirstMessage { get; init; }
    public required bool HasCover { get; init; }
    public required PatchState State { get; init; }
    public required string? Tree { get; init; }
    public required string? Delegate { get; init; }

    /// <summary>The earlier versions, newest first.</summary>
    public required ImmutableArray<long> Earlier { get; init; }

    /// <summary>The answers: who, when, and to which of the messages (0: the head).</summary>
    public required ImmutableArray<(long Person, long SentAt, int Target)> Replies { get; init; }

    /// <summary>Tags given to the head's patches: by whom.</summary>
    public required int Tags { get; init; }

    /// <summary>Messages: the cover letter, the patches, the answers.</summary>
    public int Messages => (HasCover ? 1 : 0) + Total + Replies.Length;

    /// <summary>The message that is its first patch.</summary>
    public long FirstPatch => FirstMessage + (HasCover ? 1 : 0);
}
