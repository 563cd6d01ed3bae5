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

    /// <summary>Only those whose next move this one owes.</summary>
    public Owing? Owes { get; init; }

    /// <summary>Only those of which a maintainer has owed the next move for too long at this time.</summary>
    public DateTimeOffset? OverdueAt { get; init; }

    /// <summary>The oldest promise comes first, not the newest activity: where it is asked what is overdue, and no words or people.</summary>
    public bool IsByPromise => OverdueAt is not null && string.IsNullOrWhiteSpace(Text) && Submitter is not { Length: > 0 } && Tag is null;

    /// <summary>The place of a line in this list.</summary>
    public SeriesCursor CursorOf(SeriesSummary line) => new(IsByPromise ? line.Clock.DueAt ?? line.LastActivity : line.LastActivity, line.Id);

    /// <summary>An address (whole), or part of a name or address.</summary>
    public string? Submitter { get; init; }

    /// <summary>Words or part of the name.</summary>
    public string? Text { get; init; }

    /// <summary>Only series sent at or after this time.</summary>
    public DateTimeOffset? Since { get; init; }
}

/// <summary>A place in a list: the line after which the next page begins, by its newest activity (or its promise, where the list goes by that) and its number.</summary>
public readonly record struct SeriesCursor(DateTimeOffset At, SeriesId Id);
