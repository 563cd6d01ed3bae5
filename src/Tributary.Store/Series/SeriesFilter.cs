using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Which series a list holds; what is null does not filter.</summary>
public sealed record SeriesFilter
{
    /// <summary>The project's id.</summary>
    public required long Project { get; init; }

    /// <summary>Only this state.</summary>
    public PatchState? State { get; init; }

    /// <summary>Only states that wait for a maintainer (<see cref="PatchStates"/>' IsWaiting); not together with <see cref="State"/>.</summary>
    public bool WaitingOnly { get; init; }

    /// <summary>Only this tree; the empty string asks for those without one.</summary>
    public string? Tree { get; init; }

    /// <summary>Only this delegate.</summary>
    public string? Delegate { get; init; }

    /// <summary>Only series that bear this tag.</summary>
    public string? Tag { get; init; }

    /// <summary>An address (whole), or part of a name or address.</summary>
    public string? Submitter { get; init; }

    /// <summary>Words or part of the name.</summary>
    public string? Text { get; init; }

    /// <summary>Only series sent at or after this time.</summary>
    public DateTimeOffset? Since { get; init; }
}

/// <summary>A place in a list by newest activity: the line after which the next page begins.</summary>
public readonly record struct SeriesCursor(DateTimeOffset LastActivity, SeriesId Id);
