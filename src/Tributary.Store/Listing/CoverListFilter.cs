using System.Collections.Immutable;

namespace Tributary.Store;

/// <summary>Which cover letters a list holds; see <see cref="PatchListFilter"/>.</summary>
public sealed record CoverListFilter
{
    /// <summary>Projects.</summary>
    public ImmutableArray<long> Projects { get; init; } = [];

    /// <summary>Series.</summary>
    public ImmutableArray<long> Series { get; init; } = [];

    /// <summary>Senders, by their numbers.</summary>
    public ImmutableArray<long> Submitters { get; init; } = [];

    /// <summary>The message, without angle brackets.</summary>
    public string? MessageId { get; init; }

    /// <summary>Sent at this time or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Sent before this time.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Parts of the name, as in <see cref="PatchListFilter.Words"/>.</summary>
    public string? Words { get; init; }
}
