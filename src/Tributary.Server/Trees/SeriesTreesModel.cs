using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>What git says of a series: whether it fits, what was applied, where it is, what mends what.</summary>
public sealed record SeriesTreesModel
{
    /// <summary>Whether it fits on its tree, as last tried; null where it was not.</summary>
    public AppliesLine? Applies { get; init; }

    /// <summary>How far it is on its ways into trees, the newest first.</summary>
    public IReadOnlyList<StoredApplication> Applications { get; init; } = [];

    /// <summary>Where its patches are.</summary>
    public ImmutableArray<TreeFlow> Flows { get; init; } = [];

    /// <summary>Patches that say they mend what it became.</summary>
    public ImmutableArray<PatchCandidate> MendedBy { get; init; } = [];

    /// <summary>What this series says it mends, where a tree has that.</summary>
    public ImmutableArray<LedgerCommit> Mends { get; init; } = [];

    /// <summary>The trees into which it can be applied here.</summary>
    public ImmutableArray<StoredTree> Trees { get; init; } = [];

    /// <summary>There is nothing to say.</summary>
    public bool IsEmpty => Applies is null && Applications.Count == 0 && Flows.IsEmpty && MendedBy.IsEmpty && Mends.IsEmpty;
}

/// <summary>Reads what git said of a series; git itself is not asked.</summary>
internal sealed class SeriesTreesReader(Database database, bool hasTrees)
{
    private readonly AppliesStore applies = new(database);
    private readonly ApplicationStore applications = new(database);
    private readonly CommitQueries commits = new(database);
    private readonly PatchIdStore patches = new(database);
    private readonly TreeStore trees = new(database);

    /// <summary>Reads it.</summary>
    public async Task<SeriesTreesModel> ReadAsync(SeriesSummary series, CancellationToken cancel)
    {
        var lines = await commits.ListOfSeriesAsync(series.Id, cancel);
        var mends = ImmutableArray.CreateBuilder<LedgerCommit>();
        foreach (var hex in await patches.ListFixedAsync(series.Id, cancel)) mends.AddRange((await commits.ListOfCommitAsync(hex, cancel)).Where(static line => line.DroppedAt is null).DistinctBy(static line => line.Message));
        return new()
        {
            Applies = (await applies.ListAsync([series.Id], cancel)).GetValueOrDefault(series.Id) is { } line && line.Tree == series.Tree && !series.State.IsInTree ? line : null,
            Applications = await applications.ListAsync(series.Id, cancel),
            Flows = await TreeFlow.ListAsync(database, lines, cancel),
            MendedBy = lines.IsEmpty ? [] : [.. (await patches.ListFixingAsync(lines.Select(static one => one.Commit), cancel)).Where(patch => patch.Series != series.Id).DistinctBy(static patch => patch.Series)],
            Mends = mends.ToImmutable(),
            Trees = hasTrees ? [.. (await trees.ListAsync(cancel)).Where(static tree => !tree.IsSet)] : [],
        };
    }
}

/// <summary>Whether a series fits on its tree, as data (PFX-3).</summary>
/// <param name="Tree">The tree.</param>
/// <param name="Tip">The tip that it was tried on.</param>
/// <param name="Result"><c>clean</c>, <c>three-way</c>, <c>conflict</c>, <c>there</c> or <c>unreadable</c>.</param>
/// <param name="Patch">Of a conflict: the patch.</param>
/// <param name="Paths">Of a conflict: the files.</param>
/// <param name="BrokenBy">The commit since which it does not fit, or null.</param>
/// <param name="Said">All of it in a sentence.</param>
/// <param name="At">When it was tried.</param>
public sealed record AppliesView(string Tree, string Tip, string Result, int? Patch, ImmutableArray<string> Paths, string? BrokenBy, string Said, DateTimeOffset At)
{
    /// <summary>Of an answer; null of none.</summary>
    public static AppliesView? From(AppliesLine? line) => line is null ? null
        : new(line.Tree, line.Tip.Hex, line.Result.Slug, line.Number, line.Result == AppliesResult.Conflict ? line.Paths : [], line.BrokenBy?.Hex, line.Said, line.At);
}

/// <summary>What git says of a series as data.</summary>
/// <param name="Applications">How far it is on its ways into trees.</param>
/// <param name="Flow">Where its patches are.</param>
/// <param name="MendedBy">The message ids of patches that say they mend it.</param>
/// <param name="Mends">The message ids of patches that it says it mends.</param>
public sealed record SeriesTreesView(ImmutableArray<ApplicationView> Applications, ImmutableArray<TreeFlowView> Flow, ImmutableArray<string> MendedBy, ImmutableArray<string> Mends)
{
    /// <summary>Of what a page shows.</summary>
    public static SeriesTreesView From(SeriesTreesModel model) => new(
        [.. model.Applications.Select(ApplicationView.From)], [.. model.Flows.Select(TreeFlowView.From)], [.. model.MendedBy.Select(static patch => patch.MessageId.Value)], [.. model.Mends.Select(static line => line.MessageId.Value)]);
}

/// <summary>How far a series is on its way into a tree, as data.</summary>
public sealed record ApplicationView(string Tree, string State, string Patches, string Base, string? Tip, string Committer, DateTimeOffset At, string Note)
{
    /// <summary>Of a conflict: where; else null.</summary>
    public ConflictView? Conflict { get; private init; }

    /// <summary>Of an application.</summary>
    public static ApplicationView From(StoredApplication one) => new(one.Tree, one.State.Slug, one.Numbers, one.Base, one.Tip?.Hex, one.Committer, one.ChangedAt, one.Note)
    {
        Conflict = one.Conflict is { } place ? new(place.Number, place.Title, place.Paths, place.Hunks, place.BrokenBy, place.BrokenTitle, place.Said, ApplyConflict.Command(one.Series.Value, one.Tree, isAbort: false)) : null,
    };
}

/// <summary>Where a series does not fit, as data; where its worktree is, the page tells those who may go on.</summary>
/// <param name="Patch">The patch, by its number.</param>
/// <param name="Title">Its title.</param>
/// <param name="Paths">The files.</param>
/// <param name="Hunks">Where in them.</param>
/// <param name="BrokenBy">The first commit of the tree on which it does not fit, or null.</param>
/// <param name="BrokenTitle">Its title.</param>
/// <param name="Said">git's words.</param>
/// <param name="Command">The command that goes on when it is mended.</param>
public sealed record ConflictView(int Patch, string Title, ImmutableArray<string> Paths, ImmutableArray<ConflictHunk> Hunks, string? BrokenBy, string? BrokenTitle, string Said, string Command);
