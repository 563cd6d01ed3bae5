using System.Collections.Immutable;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>A series as those see it who want to change something of it.</summary>
public sealed record SeriesAtWork
{
    /// <summary>Its number; not that of a series which was merged into it.</summary>
    public required SeriesId Id { get; init; }

    /// <summary>The number of its project.</summary>
    public required long Project { get; init; }

    /// <summary>The message that stands for it, <c>messages.id</c>.</summary>
    public required long Head { get; init; }

    /// <summary>The later version that stands, or null.</summary>
    public SeriesId? Later { get; init; }

    /// <summary>The newest series that replaces some of its patches, or all; or null.</summary>
    public SeriesId? Linked { get; init; }

    /// <summary>The submitter's address, lower case.</summary>
    public required string Submitter { get; init; }

    /// <summary>Its state.</summary>
    public required PatchState State { get; init; }

    /// <summary>Whose it is, by user name, or null.</summary>
    public string? Delegate { get; init; }

    /// <summary>Why it is on hold, or null.</summary>
    public string? Hold { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its version.</summary>
    public long Version { get; init; } = 1;

    /// <summary>When its head was sent.</summary>
    public DateTimeOffset SentAt { get; init; }

    /// <summary>Its patches, ascending by number.</summary>
    public required ImmutableArray<PatchAtWork> Patches { get; init; }
}
