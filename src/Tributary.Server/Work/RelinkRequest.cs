using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What a maintainer says of series.</summary>
/// <param name="Kind">What.</param>
/// <param name="Series">The series on whose page he says it; of versions the later one.</param>
public sealed record RelinkRequest(RelinkKind Kind, SeriesId Series)
{
    /// <summary>The other series; null for a split.</summary>
    public SeriesId? Other { get; init; }

    /// <summary>Of a split the messages that become a series of their own.</summary>
    public ImmutableArray<MessageId> SplitOff { get; init; } = [];

    /// <summary>Why, in his words.</summary>
    public string? Reason { get; init; }
}
