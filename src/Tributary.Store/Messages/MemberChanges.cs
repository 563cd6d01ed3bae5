using Dapper;

namespace Tributary.Store;

/// <summary>Gathers what a batch changed in each project.</summary>
internal sealed class MemberChanges(WriteTransaction write)
{
    private const string HoldersSql = "select project, message from project_messages where";

    private readonly Dictionary<long, List<MemberChange>> byProject = [];

    /// <summary>The changes, by project.</summary>
    public IReadOnlyDictionary<long, List<MemberChange>> ByProject => byProject;

    /// <summary>A change in a project.</summary>
    public void Add(long project, MemberChange change)
    {
        if (!byProject.TryGetValue(project, out var list)) byProject.Add(project, list = []);
        list.Add(change);
    }

    /// <summary>Messages that are new to a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="members">The messages.</param>
    /// <param name="known">Those of them that may have been in it before, to which the ledger of series may be bound.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task AddAsync(long project, IReadOnlyCollection<StoredMember> members, HashSet<long> known, CancellationToken cancel)
    {
        var before = members.Where(member => known.Contains(member.Id)).ToList();
        await new MemberLoader(write, project, new ClusterCache()).LoadLedgerAsync(before, cancel);
        await new PatchLoader(write, project).LoadDecisionsAsync(before, cancel);
        foreach (var member in members) Add(project, new(Before: null, member));
    }

    /// <summary>Messages have other canonical bytes now: writes them, and notes the change in every project that holds them.</summary>
    /// <param name="mails">The messages' numbers and the new bytes.</param>
    /// <param name="people">Those who sent them by the old bytes.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task ReplaceAsync(IReadOnlyList<(long Id, NewMessage Mail)> mails, IReadOnlyCollection<long> people, CancellationToken cancel)
    {
        var byId = mails.ToDictionary(pair => pair.Id, pair => pair.Mail);
        var rows = await write.Connection.QueryAsync<Holder>(new CommandDefinition(
            $"{HoldersSql} {write.Dialect.In("message", "ids")} order by project, message", new { ids = write.Dialect.List(byId.Keys) }, cancellationToken: cancel));
        foreach (var holders in rows.GroupBy(row => row.Project))
        {
            // Not from a memory of the import's: what is stored is what changes.
            var before = await new MemberLoader(write, holders.Key, new ClusterCache()).LoadAsync([.. holders.Select(row => row.Message)], cancel);
            var after = before.Select(member => member.With(byId[member.Id].Member!, byId[member.Id].Keys)).ToList();
            await new PatchLoader(write, holders.Key).LoadDecisionsAsync(after, cancel);
            foreach (var (member, changed) in before.Zip(after)) Add(holders.Key, new(member, changed));
        }

        var senders = await new PeopleStore(write).AddAsync([.. byId.Values], cancel);
        await MessageBlocks.TakeApartAsync(write, byId.Keys, cancel);
        await MessageRows.SaveDerivedAsync(write, mails, senders, cancel);
        await MessageRows.SaveContentsAsync(write, mails.Select(static pair => (pair.Id, pair.Mail.Content)), cancel);
        await new PeopleStore(write).RenameAsync([.. people.Distinct()], cancel);
    }

    private sealed record Holder(long Project, long Message);
}
