using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Brings the ledger of a tree up to date when commits left it: a rebase gives them other names and changes no state; what came back under none, or was reverted, is dropped (TREE-5).</summary>
internal sealed class TreeLedgerStep(ApplyTools tools)
{
    private const string State = "state";

    /// <summary>Follows and drops.</summary>
    /// <returns>How many lines were followed, and how many dropped.</returns>
    public async Task<(int Followed, int Dropped)> RunAsync(TreeLook at, ImmutableArray<CommitSighting> sightings, CancellationToken cancel)
    {
        if (at.IsFirst) return (0, 0);
        ImmutableArray<LedgerCommit> lines = [.. (await tools.Commits.ListOfTreeAsync(at.Tree.Name, cancel)).Where(static line => line.IsInTree)];
        var gone = await CommitEntry.ListLackingAsync(at.Repository, at.Tip.Hex, [.. lines.Select(static line => line.Commit)], cancel);
        var now = tools.Clock.GetUtcNow();
        var back = sightings.ToLookup(static one => one.Patch.MessageId);
        var followed = lines.Where(line => gone.Contains(line.Commit) && back.Contains(line.MessageId)).Select(line => line with { Was = line.Commit, Commit = back[line.MessageId].First().Commit.Id }).ToList();
        if (followed.Count > 0) await FollowAsync(at, followed, cancel);
        var taken = Reverted(at, lines, await tools.Applications.ListAsync(at.Tree.Name, ApplicationState.Pushed, cancel));
        var dropped = lines.Where(line => (gone.Contains(line.Commit) && !back.Contains(line.MessageId)) || taken.ContainsKey(line.Message)).ToList();
        foreach (var series in await BySeriesAsync(dropped, cancel))
            await DropAsync(at, (series.Key, [.. series]), taken.GetValueOrDefault(series.First().Message) ?? $"It left {at.Tree.Name} when that was rebased.", cancel);
        return (followed.Count, dropped.Count);
    }

    // Of a merge commit that is reverted all the patches are.
    private static Dictionary<long, string> Reverted(TreeLook at, ImmutableArray<LedgerCommit> lines, IReadOnlyList<StoredApplication> applications)
    {
        var reverts = new Dictionary<string, CommitEntry>(StringComparer.Ordinal);
        foreach (var commit in at.Came)
        {
            foreach (var hex in CommitWords.Read(commit.Message).Reverts) reverts[hex] = commit;
        }

        var taken = new Dictionary<long, string>();
        foreach (var line in lines)
        {
            var whole = applications.FirstOrDefault(one => one.Id == line.Application)?.Tip?.Hex;
            if (reverts.TryGetValue(line.Commit.Hex, out var by) || (whole is not null && reverts.TryGetValue(whole, out by))) taken[line.Message] = $"It was reverted by {by.Id.Short}.";
        }

        return taken;
    }

    private async Task FollowAsync(TreeLook at, List<LedgerCommit> followed, CancellationToken cancel)
    {
        foreach (var series in await BySeriesAsync(followed, cancel))
        {
            await WorkTransaction.RunAsync(tools.Database, async write =>
            {
                if (await new WorkReader(write).FindSeriesAsync(series.Key, cancel) is not { } work) return new WorkOutcome.NotFound();
                await new CommitLedger(write).PutAsync(series, cancel);
                var byMessage = series.ToDictionary(static line => line.Message);
                await ChangeAsync(write, work, decisions => work.Patches.Where(patch => byMessage.ContainsKey(patch.Message) && patch.CommitRef == byMessage[patch.Message].Was?.Hex)
                    .Aggregate(decisions, (all, patch) => DecisionWriting.Apply(all, work, [patch], new() { CommitRef = new(byMessage[patch.Message].Commit.Hex) })), cancel);
                await FollowTipAsync(write, at, work.Id, cancel);
                return new WorkOutcome.Done(work.Id.Value);
            }, cancel);
        }
    }

    // The merge commit has another name too: the one whose second parent ends the series.
    private static async Task FollowTipAsync(WriteTransaction write, TreeLook at, SeriesId series, CancellationToken cancel)
    {
        if ((await ApplicationStore.ListAsync(write, series, cancel)).FirstOrDefault(one => one.Tree == at.Tree.Name && one.State == ApplicationState.Pushed) is not { } application) return;
        var old = application.Tip is { } was ? await CommitEntry.ListAsync(at.Repository, [was.Hex, "-1"], cancel) : [];
        if (old is not [var before]) return;
        var now = at.Came.LastOrDefault(commit => commit.Parents == before.Parents && commit.Message == before.Message);
        if (now is not null) await ApplicationStore.SaveAsync(write, application with { Tip = now.Id }, cancel);
    }

    private async Task DropAsync(TreeLook at, (SeriesId Id, ImmutableArray<LedgerCommit> Lines) what, string why, CancellationToken cancel)
    {
        var now = tools.Clock.GetUtcNow();
        await WorkTransaction.RunAsync(tools.Database, async write =>
        {
            if (await new WorkReader(write).FindSeriesAsync(what.Id, cancel) is not { } work) return new WorkOutcome.NotFound();
            var ledger = new CommitLedger(write);
            await ledger.PutAsync(what.Lines.Select(line => line with { DroppedAt = now }), cancel);
            var messages = what.Lines.Select(static line => line.Message).ToHashSet();
            var left = (await ledger.ListAsync(messages, cancel)).Where(static line => line.IsInTree).ToLookup(static line => line.Message);
            var application = (await ApplicationStore.ListAsync(write, work.Id, cancel)).FirstOrDefault(one => one.Tree == at.Tree.Name && one.State == ApplicationState.Pushed);
            await ChangeAsync(write, work, decisions => SetBack(decisions, work, (messages, left), application), cancel);
            if (application is null) return new WorkOutcome.Done(work.Id.Value);
            application = await ApplicationStore.SaveAsync(write, application with { State = ApplicationState.Dropped, ChangedAt = now, Note = application.Note.Length > 0 ? application.Note : why }, cancel);
            await tools.Notices.DroppedAsync(write, work, application, cancel);
            return new WorkOutcome.Done(work.Id.Value);
        }, cancel);
    }

    // Back to what was decided before it was accepted, unless another tree has it too; the commit is no longer its commit.
    private static SeriesDecisions SetBack(SeriesDecisions decisions, SeriesAtWork work, (HashSet<long> Messages, ILookup<long, LedgerCommit> Left) what, StoredApplication? application)
    {
        var dropped = work.Patches.Where(patch => what.Messages.Contains(patch.Message)).ToList();
        var isElsewhere = dropped.TrueForAll(patch => what.Left[patch.Message].Any());
        if (!isElsewhere && application is { Before.Length: > 0 } && dropped.Exists(static patch => patch.State.IsInTree)) decisions = DecisionText.Read(decisions, State, application.Before);
        foreach (var patch in dropped)
        {
            var other = what.Left[patch.Message].FirstOrDefault()?.Commit.Hex;
            if (patch.CommitRef is not null) decisions = DecisionWriting.Apply(decisions, work, [patch], new() { CommitRef = new(other) });
        }

        return decisions;
    }

    private async Task ChangeAsync(WriteTransaction write, SeriesAtWork work, Func<SeriesDecisions, SeriesDecisions> change, CancellationToken cancel)
    {
        var store = new DecisionStore(write, work.Project);
        var before = await store.LoadAsync(work.Id, cancel);
        var after = change(before);
        if (ReferenceEquals(before, after)) return;
        await store.SaveAsync(work, after, cancel);
        await WorkTransaction.SettleAsync(write, (work.Project, new(Door.Git, null, tools.Clock.GetUtcNow())), tools.FindProfile, [work.Head, .. work.Patches.Select(static patch => patch.Message)], cancel);
    }

    private async Task<IEnumerable<IGrouping<SeriesId, LedgerCommit>>> BySeriesAsync(List<LedgerCommit> lines, CancellationToken cancel)
    {
        var series = new Dictionary<LedgerCommit, SeriesId>(ReferenceEqualityComparer.Instance);
        foreach (var line in lines)
        {
            if (await tools.Series.FindByMessageAsync(line.Project, line.MessageId, cancel) is { } detail) series[line] = detail.Summary.Id;
        }

        return lines.Where(series.ContainsKey).GroupBy(line => series[line]);
    }
}
