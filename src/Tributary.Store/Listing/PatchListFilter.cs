using System.Collections.Immutable;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Which patches a list holds. What is null or empty does not filter; of the values of one array any will do.</summary>
public sealed record PatchListFilter
{
    /// <summary>Projects.</summary>
    public ImmutableArray<long> Projects { get; init; } = [];

    /// <summary>Series.</summary>
    public ImmutableArray<long> Series { get; init; } = [];

    /// <summary>Senders, by their numbers.</summary>
    public ImmutableArray<long> Submitters { get; init; } = [];

    /// <summary>Usernames of delegates.</summary>
    public ImmutableArray<string> Delegates { get; init; } = [];

    /// <summary>States.</summary>
    public ImmutableArray<PatchState> States { get; init; } = [];

    /// <summary>In the archive or not.</summary>
    public bool? IsArchived { get; init; }

    /// <summary>Patchwork's hash of the change, hex of either case.</summary>
    public string? Hash { get; init; }

    /// <summary>The message, without angle brackets.</summary>
    public string? MessageId { get; init; }

    /// <summary>Sent at this time or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Sent before this time.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Parts of the name, parted by spaces or commas: each must be in it, upper and lower case (of ASCII) alike.</summary>
    public string? Words { get; init; }
}
