using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>A wish for stable kernels that waits for a tree to take its patch, as JSON says it.</summary>
/// <param name="MessageId">The patch.</param>
/// <param name="Title">Its title.</param>
/// <param name="Branches">The branches it is asked for; none: wherever it is needed.</param>
/// <param name="AskedBy">Who asked.</param>
/// <param name="At">When.</param>
public sealed record StableWaitingView(string MessageId, string Title, ImmutableArray<string> Branches, string AskedBy, DateTimeOffset At)
{
    /// <summary>The view of a wish.</summary>
    public static StableWaitingView From(KeptWish wish) => new(wish.MessageId.Value, wish.Title, wish.Branches, wish.AskedBy, wish.At);
}
