using System.Collections.Immutable;
using Tributary.Patches;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Makes a project's series follow from a change of its messages: touched clusters are computed again, differences are saved.</summary>
internal sealed class ClusterStep(WriteTransaction write, (long Id, Profile Profile) project, ClusterCache cache)
{
    private readonly SeriesStore store = new(write, project.Id, cache);

    private readonly ClusterFinder finder = new(write, project.Id, cache);

    /// <summary>Carries the changes through.</summary>
    public async Task RunAsync(IReadOnlyList<MemberChange> changes, CancellationToken cancel)
    {
        var seeds = await finder.ChangeAsync(changes, cancel);
        await FollowAsync(
            await finder.FindAsync(seeds, cancel), [.. changes.Where(change => change.Before is not null)], cancel);
    }

    /// <summary>Computes the clusters of messages again, though nothing changed.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="settled">Takes in all the messages of those clusters.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task SettleAsync(HashSet<long> messages, HashSet<long> settled, CancellationToken cancel)
    {
        var clusters = await finder.FindAsync(messages, cancel);
        settled.UnionWith(clusters.SelectMany(members => members).Select(member => member.Id));
        await FollowAsync(clusters, [], cancel);
    }

    private async Task FollowAsync(
        IReadOnlyList<IReadOnlyList<StoredMember>> clusters, IReadOnlyList<MemberChange> changed, CancellationToken cancel)
    {
        var plan = new SeriesPlan();
        foreach (var members in clusters) plan.Add(members, Cluster.Build([.. members.Select(member => member.Member)]));
        var before = await store.LoadAsync([.. plan.ListStoredSeries(changed.Select(change => change.Before!))], cancel);

        var ledger = new LedgerPlan(plan);
        var gone = changed.Where(change => change.After is null).Select(change => change.Before!).ToList();
        foreach (var entry in ledger.Bind(gone)) ledger.Rebind(entry, await store.ListMessagesAsync(entry.MovedTo ?? entry.Id, cancel));
        if (ledger.Unnamed > 0) ledger.Name(await store.TakeIdsAsync(ledger.Unnamed, cancel));
        ledger.Finish();
        await new SeriesLedger(write, project.Id).SaveAsync(ledger.Bound, ledger.Moved, cancel);

        var people = await new PeopleStore(write).FindAsync(plan.ListSenders(), cancel);
        await store.SaveAsync(before, plan.MakeRows(new(project.Profile, people, await FindUsersAsync(plan, cancel))), cancel);
        var (patches, covers) = plan.ChangeRows(gone);
        await new PatchStore(write, project.Id).SaveAsync(patches, covers, cancel);
        await store.SavePlacesAsync(plan.Settle(), cancel);
    }

    private async Task<IReadOnlyDictionary<string, string>> FindUsersAsync(SeriesPlan plan, CancellationToken cancel)
    {
        var addresses = plan.ListDelegates();
        return addresses.Count == 0 ? ImmutableDictionary<string, string>.Empty : await new PeopleStore(write).FindUsersAsync(addresses, cancel);
    }
}
