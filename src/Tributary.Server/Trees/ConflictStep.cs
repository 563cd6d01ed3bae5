using Tributary.Git;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Says what conflicts when a series does not fit, and keeps it for the page: patch, files, places, the worktree, and the commit of the tree since which it is so.</summary>
internal sealed class ConflictStep(ApplyTools tools)
{
    /// <summary>Notes a conflict; after a mere try its worktree is removed and nothing is kept. The caller holds the repository's lock.</summary>
    /// <param name="work">The series and the tree.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="conflict">How git ended.</param>
    /// <param name="application">How far the series was.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<ApplyOutcome> NoteAsync(ApplyWork work, ApplyRequest request, AmOutcome.Conflict conflict, StoredApplication application, CancellationToken cancel)
    {
        var patch = work.Plan.Patches[conflict.Index];
        var place = new ApplyConflict(patch.Row.Number, patch.Mail.Title) { Paths = conflict.Paths, Hunks = conflict.Hunks, Said = conflict.Said };
        if (request.IsDryRun) await new TreeApplier(work.Repository).AbortAsync(work.Name, cancel);
        else
        {
            place = place with { Folder = conflict.Folder, Machine = Environment.MachineName };
            await SaveAsync(application, place, cancel);
        }

        return new ApplyOutcome.Conflict(work.Series, work.Tree.Name, place);
    }

    /// <summary>Finds the commit since which it is so. The caller does not hold the repository's lock: this takes some tries.</summary>
    public async Task<ApplyOutcome.Conflict> FindBreakAsync(ApplyWork work, ApplyOutcome.Conflict conflict, CancellationToken cancel)
    {
        if (conflict.Place.Paths.IsEmpty || await work.Repository.FindTipAsync(work.Tree.Name, cancel) is not { } tip) return conflict;
        var (hex, title) = await FindAsync(work, conflict.Place, tip, cancel);
        if (hex is null) return conflict;
        var place = conflict.Place with { BrokenBy = hex, BrokenTitle = title };
        var open = (await tools.Applications.ListAsync(work.Series, cancel)).FirstOrDefault(one => one.Tree == work.Tree.Name && one.State is ApplicationState.Conflict);
        if (open is not null && place.Folder.Length > 0) await SaveAsync(open, place, cancel);
        return conflict with { Place = place };
    }

    private async Task<(string? Commit, string? Title)> FindAsync(ApplyWork work, ApplyConflict place, CommitId tip, CancellationToken cancel)
    {
        var (series, plan) = (work.Series, work.Plan);
        var known = (await new AppliesStore(tools.Database).ListAsync([series], cancel)).GetValueOrDefault(series);
        if (known?.Tree != work.Tree.Name) known = null;
        // It was looked for when it was tried.
        if (known is { BrokenBy: { } commit } && known.Tip == tip && known.Number == place.Number) return (commit.Hex, known.BrokenTitle);
        var good = known?.GoodTip ?? await AppliesStep.FindBaseAsync((work.Tree, work.Repository, tip), plan.BaseCommit, cancel);
        var found = await new BreakSearch(work.Repository, new(work.Repository)).FindAsync((tip, good, plan.Detail.Summary.Date), [.. plan.Patches.Select(static patch => patch.Mail)], place.Paths, cancel);
        return (found?.Id.Hex, found?.Title);
    }

    private Task<StoredApplication> SaveAsync(StoredApplication application, ApplyConflict place, CancellationToken cancel) =>
        tools.SaveAsync(application with { State = ApplicationState.Conflict, Note = place.Tell(application.Tree), Conflict = place }, [], cancel);
}
