using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>A patch or pull request as those see it who want to change something of it.</summary>
public sealed record PatchAtWork
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>Its mail, <c>messages.id</c>.</summary>
    public required long Message { get; init; }

    /// <summary>The number of its project.</summary>
    public required long Project { get; init; }

    /// <summary>Its series.</summary>
    public required SeriesId Series { get; init; }

    /// <summary>The submitter's address, lower case.</summary>
    public required string Submitter { get; init; }

    /// <summary>Its state.</summary>
    public required PatchState State { get; init; }

    /// <summary>Whose it is, by user name, or null.</summary>
    public string? Delegate { get; init; }

    /// <summary>It is in the archive.</summary>
    public bool IsArchived { get; init; }

    /// <summary>The commit that it became, or null.</summary>
    public string? CommitRef { get; init; }

    /// <summary>Where it is to be pulled from, or null.</summary>
    public string? PullUrl { get; init; }

    /// <summary>The group of related patches that it is in, or null.</summary>
    public long? Relation { get; init; }
}
