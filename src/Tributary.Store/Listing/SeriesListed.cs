using System.Collections.Immutable;

namespace Tributary.Store;

/// <summary>A series as the API lists it.</summary>
public sealed record SeriesListed
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>Its project.</summary>
    public required long Project { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The date of its first mail.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Who sent it.</summary>
    public required PersonListed Submitter { get; init; }

    /// <summary>From 1.</summary>
    public required long Version { get; init; }

    /// <summary>Patches that it should have.</summary>
    public required long Total { get; init; }

    /// <summary>Patches that are here.</summary>
    public required long Received { get; init; }

    /// <summary>All of them are.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Its cover letter.</summary>
    public PatchMention? Cover { get; init; }

    /// <summary>Its patches, by their numbers in the series.</summary>
    public ImmutableArray<PatchMention> Patches { get; init; } = [];

    /// <summary>Numbers of the series that it says it depends on, those that are here.</summary>
    public ImmutableArray<long> Dependencies { get; init; } = [];

    /// <summary>Numbers of the series that say they depend on it.</summary>
    public ImmutableArray<long> Dependents { get; init; } = [];
}
