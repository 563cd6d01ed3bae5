using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>What the ledgers say once something was decided. Pure.</summary>
internal static class DecisionWriting
{
    /// <summary>Adds a decision to what was decided before.</summary>
    /// <param name="before">What was decided before.</param>
    /// <param name="series">The series.</param>
    /// <param name="patches">Its patches that are meant: some, or all.</param>
    /// <param name="decision">The decision, allowed and checked.</param>
    public static SeriesDecisions Apply(SeriesDecisions before, SeriesAtWork series, ImmutableArray<PatchAtWork> patches, Decision decision)
    {
        var after = before;
        var isWhole = patches.Length == series.Patches.Length;
        if (decision.State is { } state && (patches.IsEmpty || patches.Any(patch => patch.State != state)))
        {
            after = after with { State = Set(after.State, new DecidedState(state, state.IsInReview ? FindOver(series, patches)?.Value : null), patches, isWhole) };
        }

        if (decision.Delegate is { } to && (patches.IsEmpty || patches.Any(patch => patch.Delegate != to.Value)))
            after = after with { Delegate = Set(after.Delegate, new GivenTo(to.Value ?? ""), patches, isWhole) };
        if (decision.IsArchived is { } archived && (patches.IsEmpty || patches.Any(patch => patch.IsArchived != archived)))
            after = after with { Archived = Set(after.Archived, archived, patches, isWhole) };
        if (decision.Hold is { } hold && hold.Value != series.Hold) after = after with { Hold = hold.Value ?? "" };
        // Empty: as routing has it, so nobody says.
        if (decision.Tree is { } tree && (tree.Value is "" ? null : new TreeByHand(tree.Value, decision.TreeWhy ?? "").Write()) is var said && said != before.Tree) after = after with { Tree = said };
        if (patches is not [var one]) return after;
        var notes = after.Notes[one.Id];
        if (decision.CommitRef is { } commit && commit.Value != one.CommitRef) notes = notes with { CommitRef = commit.Value };
        if (decision.PullUrl is { } url && url.Value != one.PullUrl) notes = notes with { PullUrl = url.Value ?? "" };
        return after with { Notes = after.Notes.SetItem(one.Id, notes) };
    }

    // The version against which the decision holds, and no later one: that of the whole series, or what replaces these patches alone.
    private static SeriesId? FindOver(SeriesAtWork series, ImmutableArray<PatchAtWork> patches) =>
        series.Later ?? (patches.Any(patch => patch.State == PatchState.Superseded) ? series.Linked ?? series.Id : null);

    private static DecisionSheet<T> Set<T>(DecisionSheet<T> sheet, T value, ImmutableArray<PatchAtWork> patches, bool isWhole)
        where T : struct => isWhole ? sheet.OnSeries(value) : patches.Aggregate(sheet, (all, patch) => all.OnPatch(patch.Id, value));
}
