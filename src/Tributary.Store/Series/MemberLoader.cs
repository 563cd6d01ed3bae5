using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>The messages of a project as the import works with them, from memory where they were at hand before, else from the tables.</summary>
internal sealed class MemberLoader(WriteTransaction write, long project, ClusterCache cache)
{
    private const string LedgerSql = """
        select l.id, l.anchor, l.decided, l.decided_over as decidedOver, l.decided_at as decidedAt, l.delegate, l.archived, l.hold, l.tree, l.ruled_to as ruledTo, l.ruled_by as ruledBy, l.fixed_in as fixedIn, m.moved_to as movedTo from series_ids l left join series_moves m on m.id = l.id
        where l.project = @project and
        """;

    private const string MemberSql = """
        select m.id, m.member, m.person, p.arrival, p.parent, p.target, p.series from project_messages p join messages m on m.id = p.message
        where p.project = @project and
        """;

    private readonly Dictionary<long, StoredMember> here = [];

    /// <summary>A message that was just written.</summary>
    public void Set(StoredMember member)
    {
        here[member.Id] = member;
        cache.Members.Set(member.Id, member);
    }

    /// <summary>Lets go of messages whose places are saved.</summary>
    public void Forget(IEnumerable<StoredMember> settled)
    {
        foreach (var member in settled) here.Remove(member.Id);
    }

    /// <summary>Those messages of the project, each once; a number that is no message of it is left out.</summary>
    public async Task<IReadOnlyList<StoredMember>> LoadAsync(IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        var found = new List<StoredMember>(ids.Count);
        var missing = new List<long>();
        foreach (var id in ids)
        {
            if (here.TryGetValue(id, out var member) || cache.Members.TryGet(id, out member)) found.Add(member);
            else missing.Add(id);
        }

        if (missing.Count == 0) return found;
        var rows = await write.Connection.QueryAsync<MemberRow>(new CommandDefinition(
            $"{MemberSql} {write.Dialect.In("p.message", "ids")}", new { project, ids = write.Dialect.List(missing) }, cancellationToken: cancel));
        var read = rows.Select(row => row.ToMember()).ToList();
        await LoadLedgerAsync(read, cancel);
        var patches = new PatchLoader(write, project);
        await patches.LoadDecisionsAsync(read, cancel);
        await patches.LoadRowsAsync(read, cancel);
        read.ForEach(Set);
        found.AddRange(read);
        return found;
    }

    /// <summary>Reads the lines of the ledger that are bound to messages.</summary>
    public async Task LoadLedgerAsync(IReadOnlyCollection<StoredMember> read, CancellationToken cancel)
    {
        if (read.Count == 0) return;
        var ledger = await write.Connection.QueryAsync<LedgerRow>(new CommandDefinition(
            $"{LedgerSql} {write.Dialect.In("l.anchor", "ids")} order by l.id",
            new { project, ids = write.Dialect.List(read.Select(member => member.Id)) }, cancellationToken: cancel));
        var byAnchor = ledger.ToLookup(row => row.Anchor, row => row.ToEntry());
        foreach (var member in read) member.Ledger = [.. byAnchor[member.Id]];
    }

    private sealed record MemberRow(long Id, byte[] Member, long Person, long Arrival, long? Parent, long? Target, long? Series)
    {
        public StoredMember ToMember()
        {
            var (member, keys) = MemberPacking.Unpack(Member);
            return new(Id, member, keys) { Arrival = Arrival, Person = Person, Place = new(Parent, Target, Series) };
        }
    }

    private sealed class LedgerRow
    {
        public long Id { get; init; }
        public long Anchor { get; init; }
        public long? Decided { get; init; }
        public long? DecidedOver { get; init; }
        public long? DecidedAt { get; init; }
        public string? Delegate { get; init; }
        public long? Archived { get; init; }
        public string? Hold { get; init; }
        public string? Tree { get; init; }
        public string? RuledTo { get; init; }
        public string? RuledBy { get; init; }
        public string? FixedIn { get; init; }
        public long? MovedTo { get; init; }

        public LedgerEntry ToEntry() => new(new(Id), Anchor)
        {
            Decided = (PatchState?)Decided,
            DecidedOver = DecidedOver is { } over ? new SeriesId(over) : null,
            DecidedAt = DecidedAt is { } at ? Micros.ToTime(at) : null,
            Delegate = Delegate,
            IsArchived = Archived is { } archived ? archived != 0 : null,
            Hold = Hold,
            Tree = Tree,
            RuledTo = RuledTo,
            RuledBy = RuledBy,
            FixedIn = FixedIn,
            MovedTo = MovedTo is { } other ? new SeriesId(other) : null,
        };
    }
}
