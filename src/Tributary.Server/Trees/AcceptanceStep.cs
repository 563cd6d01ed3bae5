using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Accepts patches that a tree has (SUB-4): the ledger of commits, the states, the events and the notice, in one transaction. Run twice it changes nothing more.
/// </summary>
/// <param name="database">The store.</param>
/// <param name="findProfile">A profile by its name.</param>
/// <param name="notices">Tells people.</param>
public sealed class AcceptanceStep(Database database, Func<string, Profile?> findProfile, TreeNotices notices)
{
    private const string State = "state";

    /// <summary>Accepts.</summary>
    public async Task RunAsync(Acceptance what, CancellationToken cancel) => _ = await WorkTransaction.RunAsync(database, async write =>
    {
        if (await new WorkReader(write).FindSeriesAsync(what.Series, cancel) is not { } series) return new WorkOutcome.NotFound();
        var numbers = await NumbersAsync(write, series, cancel);
        ImmutableArray<(PatchAtWork Patch, AcceptedPatch Accepted)> chosen =
            [.. from patch in series.Patches join accepted in what.Patches on numbers[patch.Message].Id equals accepted.Message select (patch, accepted)];
        if (chosen.IsEmpty) return new WorkOutcome.NotFound();
        var application = await SaveApplicationAsync(write, (series, what, chosen, numbers), cancel);
        await new CommitLedger(write).PutAsync(chosen.Where(static one => one.Accepted.Commit is not null).Select(one => LineOf(what, one, series.Project, application)), cancel);
        var isNews = await DecideAsync(write, series, chosen, cancel);
        await WorkTransaction.SettleAsync(write, (series.Project, what.Actor.Origin), findProfile, [series.Head, .. chosen.Select(static one => one.Patch.Message)], cancel);
        if (isNews && !what.IsHistory) await notices.AcceptedAsync(write, (what, series), [.. chosen.Select(static one => (one.Patch.Id, one.Accepted.Commit))], cancel);
        return new WorkOutcome.Done(series.Id.Value);
    }, cancel);

    private static LedgerCommit LineOf(Acceptance what, (PatchAtWork Patch, AcceptedPatch Accepted) one, long project, StoredApplication application) => new()
    {
        Project = project, Message = one.Patch.Message, MessageId = one.Accepted.Message, Tree = what.Tree.Name, Commit = one.Accepted.Commit!.Value, Found = one.Accepted.Found,
        Reason = one.Accepted.Reason, At = what.Actor.At, PushedAt = what.Actor.At, Application = application.Id,
    };

    // States, and the commit of each patch. What is in a tree already keeps its state: Mainlined is no step back to Accepted.
    private static async Task<bool> DecideAsync(WriteTransaction write, SeriesAtWork series, ImmutableArray<(PatchAtWork Patch, AcceptedPatch Accepted)> chosen, CancellationToken cancel)
    {
        var store = new DecisionStore(write, series.Project);
        var before = await store.LoadAsync(series.Id, cancel);
        ImmutableArray<PatchAtWork> open = [.. chosen.Select(static one => one.Patch).Where(static patch => patch.State is not (PatchState.Accepted or PatchState.Mainlined))];
        var after = open.IsEmpty ? before : DecisionWriting.Apply(before, series, open, new() { State = PatchState.Accepted });
        foreach (var (patch, accepted) in chosen.Where(static one => one.Accepted.Commit is not null))
            after = DecisionWriting.Apply(after, series, [patch], new() { CommitRef = new(accepted.Commit!.Value.Hex) });
        if (!ReferenceEquals(before, after)) await store.SaveAsync(series, after, cancel);
        return !open.IsEmpty;
    }

    private static async Task<StoredApplication> SaveApplicationAsync(
        WriteTransaction write, (SeriesAtWork Series, Acceptance What, ImmutableArray<(PatchAtWork Patch, AcceptedPatch Accepted)> Chosen, IReadOnlyDictionary<long, (MessageId Id, int Number)> Numbers) all, CancellationToken cancel)
    {
        var (series, what, chosen, numbers) = all;
        var there = (await ApplicationStore.ListAsync(write, series.Id, cancel)).FirstOrDefault(one => one.Tree == what.Tree.Name && IsOpen(one.State));
        var decided = await new DecisionStore(write, series.Project).LoadAsync(series.Id, cancel);
        var application = there ?? new() { Project = series.Project, Series = series.Id, Tree = what.Tree.Name, State = ApplicationState.Applied, Base = what.Base, Numbers = "", At = what.Actor.At, ChangedAt = what.Actor.At };
        return await ApplicationStore.SaveAsync(write, application with
        {
            State = ApplicationState.Pushed, Tip = what.Tip, Base = what.Base, ChangedAt = what.Actor.At, Actor = application.Actor ?? what.Actor.User?.Id, Note = "",
            Committer = what.By.Length > 0 ? what.By : application.Committer,
            Numbers = Patches.PatchNumbers.Write(chosen.Select(one => numbers[one.Patch.Message].Number)),
            Before = application.State == ApplicationState.Pushed ? application.Before : DecisionText.Write(decided, State),
        }, cancel);
    }

    private static bool IsOpen(ApplicationState state) => state is ApplicationState.Conflict or ApplicationState.Applied or ApplicationState.Pushed;

    private static async Task<IReadOnlyDictionary<long, (MessageId Id, int Number)>> NumbersAsync(WriteTransaction write, SeriesAtWork series, CancellationToken cancel) =>
        await CommitLedger.ListNumbersAsync(write, series.Id, cancel);
}
