using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>What the page of a queue shows.</summary>
public sealed record QueueModel
{
    /// <summary>Lines of a page.</summary>
    public const int PageLines = 100;

    /// <summary>Overdue lines above the others.</summary>
    public const int OverdueLines = 5;

    /// <summary>Overdue series are counted up to so many.</summary>
    public const int MostCounted = 1000;

    /// <summary>The project.</summary>
    public required StoredProject Project { get; init; }

    /// <summary>What was asked for.</summary>
    public required QueueRequest Request { get; init; }

    /// <summary>The lines, newest activity first.</summary>
    public required ImmutableArray<SeriesSummary> Lines { get; init; }

    /// <summary>On the first page of what waits: those that a maintainer has owed an answer for longest, the oldest promise first; a few.</summary>
    public ImmutableArray<SeriesSummary> Overdue { get; init; } = [];

    /// <summary>How many are overdue, counted up to <see cref="MostCounted"/>.</summary>
    public long OverdueCount { get; init; }

    /// <summary>More lines follow.</summary>
    public required bool HasOlder { get; init; }

    /// <summary>More lines stand before these.</summary>
    public required bool HasNewer { get; init; }

    /// <summary>The kept counts by state and tree.</summary>
    public required ImmutableArray<SeriesCount> Counts { get; init; }

    /// <summary>The tags of the lines that bear any.</summary>
    public IReadOnlyDictionary<SeriesId, ImmutableArray<string>> Tags { get; init; } = ImmutableDictionary<SeriesId, ImmutableArray<string>>.Empty;

    /// <summary>How much the rules found in the lines that were judged.</summary>
    public ImmutableDictionary<SeriesId, VerdictCounts> Verdicts { get; init; } = ImmutableDictionary<SeriesId, VerdictCounts>.Empty;

    /// <summary>Whether the lines fit on their trees, where that was tried.</summary>
    public IReadOnlyDictionary<SeriesId, AppliesLine> Applies { get; init; } = ImmutableDictionary<SeriesId, AppliesLine>.Empty;

    /// <summary>The tags that are in use in the project.</summary>
    public ImmutableArray<string> ProjectTags { get; init; } = [];

    /// <summary>The filters that the project's maintainers and the visitor saved.</summary>
    public ImmutableArray<SavedFilter> Saved { get; init; } = [];

    /// <summary>What the visitor may do here.</summary>
    public WorkDesk Desk { get; init; } = WorkDesk.None;

    /// <summary>When the page was made.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The address of the page that follows, or null.</summary>
    public string? OlderAddress => HasOlder ? Request.Behind(Lines[^1]).ToAddress(Project.Name) : null;

    /// <summary>The address of the page before, or null.</summary>
    public string? NewerAddress => HasNewer ? Request.Ahead(Lines[0]).ToAddress(Project.Name) : null;

    /// <summary>The trees that any series has, by name; the empty name stands for those without one.</summary>
    public ImmutableArray<string> Trees => [.. Counts.Select(count => count.Tree).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The states that any series has, in Patchwork's order.</summary>
    public ImmutableArray<PatchState> States => [.. Counts.Select(count => count.State).Distinct().Order()];

    /// <summary>How many series stand in these states under the tree that is asked for.</summary>
    public long CountOf(Func<PatchState, bool> states) => Counts.Where(count => states(count.State) && IsTreeAskedFor(count.Tree)).Sum(count => count.Total);

    /// <summary>How many series stand under a tree in the state that is asked for.</summary>
    public long CountOf(string tree) => Counts.Where(count => count.Tree == tree && IsStateAskedFor(count.State)).Sum(count => count.Total);

    private bool IsTreeAskedFor(string tree) =>
        string.IsNullOrWhiteSpace(Request.Tree) || (Request.Tree == QueueRequest.NoTree ? tree.Length == 0 : tree == Request.Tree);

    private bool IsStateAskedFor(PatchState state) => string.IsNullOrWhiteSpace(Request.State) ? state.IsWaiting
        : !PatchStates.TryParse(Request.State, out var asked) || asked == state;
}
