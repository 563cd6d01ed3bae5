using System.Collections.Immutable;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Which events a list holds; see <see cref="PatchListFilter"/>.</summary>
public sealed record EventListFilter
{
    /// <summary>Projects.</summary>
    public ImmutableArray<long> Projects { get; init; } = [];

    /// <summary>Categories; empty: all that <see cref="PatchworkOnly"/> allows.</summary>
    public ImmutableArray<EventCategory> Categories { get; init; } = [];

    /// <summary>Series.</summary>
    public ImmutableArray<long> Series { get; init; } = [];

    /// <summary>Patches.</summary>
    public ImmutableArray<long> Patches { get; init; } = [];

    /// <summary>Cover letters.</summary>
    public ImmutableArray<long> Covers { get; init; } = [];

    /// <summary>Users who did it.</summary>
    public ImmutableArray<long> Actors { get; init; } = [];

    /// <summary>At this time or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Before this time.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Only categories that Patchwork knows.</summary>
    public bool PatchworkOnly { get; init; } = true;
}
