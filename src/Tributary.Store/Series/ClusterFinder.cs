using Dapper;
using Tributary.Patches;

namespace Tributary.Store;

/// <summary>
/// Finds the clusters that a change of a project's messages touches: the transitive closure over shared keys, where soft keys
/// that too many messages share join nobody. Keeps the table <c>cluster_keys</c>.
/// </summary>
public sealed class ClusterFinder(WriteTransaction write, long project, ClusterCache cache)
{
    private static readonly RowTarget KeyRows = new("cluster_keys", "project:n key:n message:n");
    private const int FirstPart = 64;

    private readonly KeyIndex index = new(write, project, cache);
    private readonly MemberLoader members = new(write, project, cache);

    /// <summary>Keeps the keys of what changed.</summary>
    /// <returns>The messages whose clusters are touched.</returns>
    public async Task<IReadOnlyCollection<long>> ChangeAsync(IReadOnlyList<MemberChange> changes, CancellationToken cancel)
    {
        var seeds = await ApplyAsync(changes, cancel);
        var gone = changes.Where(change => change.After is null).Select(change => change.Before!.Id).ToHashSet();
        gone.ExceptWith(changes.Where(change => change.After is not null).Select(change => change.After!.Id));
        seeds.ExceptWith(gone);
        return seeds;
    }

    /// <summary>What persons said of the messages of a cluster, oldest first. After <see cref="FindAsync"/>.</summary>
    public IReadOnlyList<Relink> ListRelinks(IReadOnlyCollection<StoredMember> cluster)
    {
        if (cache.Relinks is not { Count: > 0 } relinks) return [];
        var byId = cluster.ToDictionary(member => member.Id);
        return [.. cluster.SelectMany(member => relinks[member.Id]).DistinctBy(relink => relink.Id).OrderBy(relink => relink.Id).Select(relink => relink.ToRelink(byId))];
    }

    /// <summary>The members of every cluster that holds one of these messages, whole.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<StoredMember>>> FindAsync(IReadOnlyCollection<long> seeds, CancellationToken cancel)
    {
        var (groups, found) = (new DisjointSets(), new List<StoredMember>());
        await ExpandAsync(seeds, (groups, found, []), cancel);
        return groups.Split(found);
    }

    /// <summary>
    /// The clusters of the first of these messages, as many as come to enough members: a batch that touches many large clusters is settled bit by bit, so that the memory it
    /// takes does not grow with them.
    /// </summary>
    /// <param name="seeds">The messages.</param>
    /// <param name="enough">No more clusters are looked for behind that many members.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The clusters, whole, and those of the messages that are in none of them.</returns>
    public async Task<(IReadOnlyList<IReadOnlyList<StoredMember>> Clusters, IReadOnlyList<long> Left)> FindSomeAsync(
        IReadOnlyList<long> seeds, int enough, CancellationToken cancel)
    {
        var (groups, found, expanded, at) = (new DisjointSets(), new List<StoredMember>(), new HashSet<long>(), 0);

        // A few at first, which tell how many members a message draws along. Nothing but the mail has a say in it, so that the same import gives the same ids.
        var next = Math.Max(1, enough / FirstPart);
        while (at < seeds.Count && found.Count < enough)
        {
            await ExpandAsync([.. seeds.Skip(at).Take(next).Where(seed => !groups.Contains(seed))], (groups, found, expanded), cancel);
            at = Math.Min(at + next, seeds.Count);
            next = Math.Max(next, (int)((enough - found.Count) / 2L * at / Math.Max(1, found.Count)));
        }

        return (groups.Split(found), [.. seeds.Skip(at).Where(seed => !groups.Contains(seed))]);
    }

    /// <summary>Lets go of clusters that are settled and saved.</summary>
    public void Forget(IEnumerable<IReadOnlyList<StoredMember>> settled)
    {
        members.Forget(settled.SelectMany(cluster => cluster));
        index.Forget();
    }

    private async Task ExpandAsync(
        IReadOnlyCollection<long> seeds, (DisjointSets Groups, List<StoredMember> Found, HashSet<long> Expanded) so, CancellationToken cancel)
    {
        var (groups, found, expanded) = so;
        cache.Relinks ??= (await RelinkRows.ListAsync(write.Connection, write.Dialect, ("r.project = @project", new { project }), cancel))
            .SelectMany(relink => relink.All.Select(message => (message, relink))).ToLookup(pair => pair.message, pair => pair.relink);
        var frontier = seeds;
        while (frontier.Count > 0)
        {
            var loaded = await members.LoadAsync(frontier, cancel);
            found.AddRange(loaded);
            var keys = new HashSet<long>();
            foreach (var member in loaded)
            {
                groups.Add(member.Id);
                foreach (var key in member.Keys)
                {
                    if (expanded.Add(key)) keys.Add(key);
                }
            }

            await index.LoadAsync(keys, cancel);
            frontier = Join(keys, groups);
            JoinRelinked(loaded, groups, (HashSet<long>)frontier);
        }
    }

    // What persons named together is computed together.
    private void JoinRelinked(IReadOnlyList<StoredMember> loaded, DisjointSets groups, HashSet<long> next)
    {
        if (cache.Relinks!.Count == 0) return;
        foreach (var member in loaded)
        {
            foreach (var message in cache.Relinks[member.Id].SelectMany(relink => relink.All))
            {
                if (!groups.Contains(message)) next.Add(message);
                groups.Join(member.Id, message);
            }
        }
    }

    // The messages that are reached for the first time.
    private HashSet<long> Join(HashSet<long> keys, DisjointSets groups)
    {
        var next = new HashSet<long>();
        foreach (var key in keys)
        {
            var messages = index.Get(key).Messages;
            foreach (var message in messages)
            {
                if (!groups.Contains(message)) next.Add(message);
                groups.Join(messages[0], message);
            }
        }

        return next;
    }

    private async Task<HashSet<long>> ApplyAsync(IReadOnlyList<MemberChange> changes, CancellationToken cancel)
    {
        var added = new List<(long Key, long Message)>();
        var removed = new List<(long Key, long Message)>();
        var seeds = new HashSet<long>();
        foreach (var (before, after) in changes)
        {
            foreach (var key in after?.Keys ?? [])
            {
                if (before is null || !before.Keys.Contains(key)) added.Add((key, after!.Id));
            }

            foreach (var key in before?.Keys ?? [])
            {
                if (after is null || !after.Keys.Contains(key)) removed.Add((key, before!.Id));
            }

            if (before is not null) cache.Members.Remove(before.Id);
            if (after is null) continue;
            members.Set(after);
            seeds.Add(after.Id);
        }

        await index.LoadAsync([.. added.Select(pair => pair.Key), .. removed.Select(pair => pair.Key)], cancel);
        await RemoveAsync(removed, seeds, cancel);
        await AddAsync(added, seeds, cancel);
        return seeds;
    }

    private async Task AddAsync(List<(long Key, long Message)> added, HashSet<long> seeds, CancellationToken cancel)
    {
        // In the order of the table, which spares it looking about.
        added.Sort();
        var rows = write.Write(KeyRows);
        foreach (var (key, message) in added)
        {
            rows.Add(project).Add(key).Add(message).EndRow();
            var sharers = index.Get(key);
            if (sharers.IsTooCommon) continue;
            sharers.Messages.Add(message);
            if (!KeyIndex.IsSoft(key) || sharers.Messages.Count <= ClusterKeys.TooCommon) continue;

            // It has just become too common: those whom it joined may fall apart.
            seeds.UnionWith(sharers.Messages);
            sharers.Messages.Clear();
            sharers.IsTooCommon = true;
        }

        await rows.FlushAsync(cancel);
    }

    private async Task RemoveAsync(List<(long Key, long Message)> removed, HashSet<long> seeds, CancellationToken cancel)
    {
        if (removed.Count == 0) return;
        var common = new HashSet<long>();
        foreach (var (key, message) in removed)
        {
            await write.Connection.ExecuteAsync(new CommandDefinition(
                "delete from cluster_keys where project = @project and key = @key and message = @message",
                new { project, key, message }, cancellationToken: cancel));
            var sharers = index.Get(key);
            sharers.Messages.Remove(message);
            seeds.UnionWith(sharers.Messages);
            if (sharers.IsTooCommon) common.Add(key);
        }

        // A key that is no longer too common joins those who share it again.
        foreach (var key in common) index.Forget(key);
        await index.LoadAsync(common, cancel);
        foreach (var key in common) seeds.UnionWith(index.Get(key).Messages);
    }
}
