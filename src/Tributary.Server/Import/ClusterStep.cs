using System.Collections.Immutable;
using Tributary.Patches;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Makes a project's series follow from a change of its messages: touched clusters are computed again, differences are saved.</summary>
/// <param name="write">Inside this transaction.</param>
/// <param name="project">The project.</param>
/// <param name="cache">What is remembered of it.</param>
/// <param name="origin">Where the change comes from, for the events; null: none are written (a rebuild).</param>
internal sealed class ClusterStep(WriteTransaction write, (long Id, Profile Profile) project, ClusterCache cache, ChangeOrigin? origin)
{
    /// <summary>Each member takes some 4 kB and what is made of it. A batch of an ordinary archive has fewer.</summary>
    public const int UsualMembers = 4000;

    private readonly SeriesStore store = new(write, project.Id, cache);

    private readonly DelegationPlan delegation = new(write, project);

    private readonly ClusterFinder finder = new(write, project.Id, cache);

    /// <summary>Members of the clusters that are settled at once, about.</summary>
    public int EnoughMembers { get; init; } = UsualMembers;

    /// <summary>Looked at between two bits; null: not at all.</summary>
    public MemoryBound? Memory { get; init; }

    /// <summary>Carries the changes through.</summary>
    public async Task RunAsync(IReadOnlyList<MemberChange> changes, CancellationToken cancel)
    {
        var seeds = await finder.ChangeAsync(changes, cancel);

        // Where all that happened is that mail came, no cluster has a say in another, and they need not be in memory together.
        if (seeds.Count == changes.Count && changes.All(change => change.Before is null)) await FollowBitByBitAsync([.. changes.Select(change => change.After!.Id)], changes, cancel);
        else await FollowAsync(await finder.FindAsync(seeds, cancel), changes, cancel);
        await new CommentMarks(write, project.Id).AskAsync(changes.Where(change => change.Before is null).Select(change => change.After!), cancel);
    }

    /// <summary>Computes the clusters of messages again, though their mail is the same.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="settled">Takes in all the messages of those clusters.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task SettleAsync(HashSet<long> messages, HashSet<long> settled, CancellationToken cancel)
    {
        var clusters = await finder.FindAsync(messages, cancel);
        settled.UnionWith(clusters.SelectMany(members => members).Select(member => member.Id));
        await FollowAsync(clusters, [], cancel);
    }

    /// <summary>Asks the rules of delegation again to whom series go, though their patches are the same.</summary>
    /// <param name="messages">A message of each.</param>
    /// <param name="anew">The series.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task GiveAsync(HashSet<long> messages, IReadOnlySet<SeriesId> anew, CancellationToken cancel)
    {
        delegation.AsksAgain = anew;
        await FollowAsync(await finder.FindAsync(messages, cancel), [], cancel);
    }

    private async Task FollowBitByBitAsync(IReadOnlyList<long> seeds, IReadOnlyList<MemberChange> changes, CancellationToken cancel)
    {
        while ((seeds = await FollowSomeAsync(seeds, changes, cancel)).Count > 0) Memory?.Keep();
    }

    // Apart, so that nothing holds on to the clusters behind it.
    private async Task<IReadOnlyList<long>> FollowSomeAsync(IReadOnlyList<long> seeds, IReadOnlyList<MemberChange> changes, CancellationToken cancel)
    {
        var (clusters, left) = await finder.FindSomeAsync(seeds, EnoughMembers, cancel);
        await FollowAsync(clusters, changes, cancel);
        if (left.Count > 0) finder.Forget(clusters);
        return left;
    }

    private async Task FollowAsync(
        IReadOnlyList<IReadOnlyList<StoredMember>> clusters, IReadOnlyList<MemberChange> changes, CancellationToken cancel)
    {
        var plan = new SeriesPlan();
        // On all cores: the one that does not write is often idle at the end of an import.
        var built = new Cluster[clusters.Count];
        Parallel.For(0, clusters.Count, index => built[index] = Cluster.Build([.. clusters[index].Select(member => member.Member)], finder.ListRelinks(clusters[index])));
        foreach (var (members, cluster) in clusters.Zip(built)) plan.Add(members, cluster);
        var before = await store.LoadAsync([.. plan.ListStoredSeries(changes.Select(change => change.Before).OfType<StoredMember>())], cancel);
        var gone = changes.Where(change => change.After is null).Select(change => change.Before!).ToList();
        var ledger = await BindAsync(plan, gone, cancel);

        await FindSendersAsync(plan.ListUnknownSenders(), cancel);
        var rows = plan.MakeRows(new(project.Profile, await FindUsersAsync(plan, cancel), await FeedbackPlan.LoadAsync(write, project, cancel)));
        await store.SaveAsync(before, rows, cancel);
        var (patches, covers) = plan.ChangeRows(gone);
        await new PatchStore(write, project.Id).SaveAsync(patches, covers, cancel);
        var places = plan.Settle();
        await store.SavePlacesAsync(places.Select(place => place.Member), cancel);
        if (origin is null) return;

        var events = new EventPlan(changes.Where(change => change.Before is null && !change.After!.IsReturning).Select(change => change.After!.Arrival).ToHashSet());
        events.AddRows(patches, covers);
        foreach (var (series, (row, _)) in plan.Series.Zip(rows)) events.AddSeries(before.GetValueOrDefault(row.Id), row, ledger.IsNew(series), plan.ListArrivals(series));
        foreach (var (series, numbers) in plan.ListFilled(patches)) events.AddCompleted(series, numbers);
        foreach (var place in places.Where(place => place.IsNewComment)) events.AddComment(place.Member, place.Target!);
        await new EventStore(write, project.Id).AddAsync(events.List(await new EventHistory(write).ListNewAsync(events.Doubtful, cancel)), origin, cancel);
    }

    private async Task<LedgerPlan> BindAsync(SeriesPlan plan, List<StoredMember> gone, CancellationToken cancel)
    {
        var ledger = new LedgerPlan(plan);
        foreach (var entry in ledger.Bind(gone)) ledger.Rebind(entry, await store.ListMessagesAsync(entry.MovedTo ?? entry.Id, cancel));
        if (ledger.Unnamed > 0) ledger.Name(await store.TakeIdsAsync(ledger.Unnamed, cancel));
        ledger.Finish();
        var lines = new SeriesLedger(write, project.Id);
        await lines.SaveAsync(ledger.Bound, ledger.Moved, cancel);
        if (origin is null) return ledger;
        await delegation.RunAsync(plan, ledger, cancel);
        await lines.SaveRulesAsync(ledger.Ruled, cancel);
        return ledger;
    }

    private async Task FindSendersAsync(IReadOnlyCollection<StoredMember> unknown, CancellationToken cancel)
    {
        if (unknown.Count == 0) return;
        var people = await new PeopleStore(write).FindAsync([.. unknown.Select(member => PeopleStore.KeyOf(member.Member.From)).Distinct()], cancel);
        foreach (var member in unknown) member.Person = people[PeopleStore.KeyOf(member.Member.From)];
    }

    private async Task<IReadOnlyDictionary<string, string>> FindUsersAsync(SeriesPlan plan, CancellationToken cancel)
    {
        var addresses = plan.ListDelegates();
        return addresses.Count == 0 ? ImmutableDictionary<string, string>.Empty : await new PeopleStore(write).FindUsersAsync(addresses, cancel);
    }
}
