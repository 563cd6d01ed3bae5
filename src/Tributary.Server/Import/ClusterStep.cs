using System.Collections.Immutable;
using Tributary.Patches;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Makes a project's series follow from a change of its messages: touched clusters are computed again, differences are saved.</summary>
internal sealed class ClusterStep(WriteTransaction write, (long Id, Profile Profile) project, ClusterCache cache)
{
    private readonly SeriesStore store = new(write, project.Id, cache);

    /// <summary>Carries the changes through.</summary>
    public async Task RunAsync(IReadOnlyList<MemberChange> changes, CancellationToken cancel)
    {
        var clusters = await new ClusterFinder(write, project.Id, cache).FindAsync(changes, cancel);
        var plan = new SeriesPlan();
        foreach (var members in clusters) plan.Add(members, Cluster.Build([.. members.Select(member => member.Member)]));
        var gone = changes.Where(change => change.After is null).Select(change => change.Before!).ToList();
        var replaced = changes.Where(change => change is { Before: not null, After: not null }).Select(change => change.Before!);
        var before = await store.LoadAsync([.. plan.ListStoredSeries(gone.Concat(replaced))], cancel);

        var ledger = new LedgerPlan(plan);
        foreach (var entry in ledger.Bind(gone)) ledger.Rebind(entry, await store.ListMessagesAsync(entry.MovedTo ?? entry.Id, cancel));
        if (ledger.Unnamed > 0) ledger.Name(await store.TakeIdsAsync(ledger.Unnamed, cancel));
        ledger.Finish();
        await new SeriesLedger(write, project.Id).SaveAsync(ledger.Bound, ledger.Moved, cancel);

        var people = await new PeopleStore(write).FindAsync([.. plan.Series.Select(series => PeopleStore.KeyOf(series.Value.Submitter)).Distinct()], cancel);
        await store.SaveAsync(before, plan.MakeRows(project.Profile, people), cancel);
        await store.SavePlacesAsync(plan.Settle(), cancel);
    }
}
