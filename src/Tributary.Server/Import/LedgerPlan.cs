using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>
/// Which series bears which id. An id is bound to a message and stays with the series that holds it; where several come
/// together the smallest wins and the others lead to it. Once given, an id is never given again.
/// </summary>
internal sealed class LedgerPlan(SeriesPlan plan)
{
    private readonly List<LedgerEntry> bound = [];
    private readonly List<LedgerEntry> moved = [];
    private readonly List<LedgerEntry> adrift = [];
    private readonly Dictionary<SeriesId, LedgerEntry> ruled = [];
    private readonly HashSet<PlannedSeries> named = [];
    private List<PlannedSeries> unnamed = [];

    /// <summary>Entries to write: new ones, and those bound to another message than before.</summary>
    public IReadOnlyCollection<LedgerEntry> Bound => bound;

    /// <summary>Entries that lead elsewhere than before.</summary>
    public IReadOnlyCollection<LedgerEntry> Moved => moved;

    /// <summary>Entries that a rule of delegation gives to somebody else than before.</summary>
    public IReadOnlyCollection<LedgerEntry> Ruled => ruled.Values;

    /// <summary>How many series have no id yet.</summary>
    public int Unnamed => (unnamed = [.. plan.Series.Where(series => series.Ledger.Count == 0).OrderBy(series => series.Head.Id)]).Count;

    /// <summary>Gives each series the entries that are bound to its messages.</summary>
    /// <param name="gone">Messages that are no longer in the project.</param>
    /// <returns>Entries whose message is in no series any more, oldest first; look for them with <see cref="Rebind"/>.</returns>
    public IReadOnlyList<LedgerEntry> Bind(IEnumerable<StoredMember> gone)
    {
        var lost = new List<LedgerEntry>();
        foreach (var member in plan.Members)
        {
            if (plan.FindOwner(member) is { } owner) owner.Ledger.AddRange(member.Ledger);
            else lost.AddRange(member.Ledger);
        }

        lost.AddRange(gone.SelectMany(member => member.Ledger));
        lost.Sort((left, right) => left.Id.Value.CompareTo(right.Id.Value));
        return lost;
    }

    /// <summary>Binds an entry to the oldest series that holds any of the messages of the series that the id stood for.</summary>
    public void Rebind(LedgerEntry entry, IReadOnlyCollection<long> messages)
    {
        var heir = messages.Select(plan.FindMember).OfType<StoredMember>().Select(plan.FindOwner)
            .Where(owner => owner is not null).OrderBy(owner => owner!.Value.Date).ThenBy(owner => owner!.Value.Head).FirstOrDefault();
        if (heir is null)
        {
            adrift.Add(entry);
            return;
        }

        // Taken from the message that it was bound to, which may be in the cluster still.
        if (plan.FindMember(entry.Anchor) is { } former) former.Ledger = former.Ledger.Remove(entry);
        var rebound = entry with { Anchor = heir.Head.Id };
        heir.Head.Ledger = heir.Head.Ledger.Add(rebound);
        heir.Ledger.Add(rebound);
        bound.Add(rebound);
    }

    /// <summary>Gives ids to the series that have none, in the order of their heads.</summary>
    /// <param name="first">The first of as many ids as there are <see cref="Unnamed"/>.</param>
    public void Name(long first)
    {
        foreach (var series in unnamed)
        {
            var entry = new LedgerEntry(new(first++), series.Head.Id);
            series.Head.Ledger = series.Head.Ledger.Add(entry);
            series.Ledger.Add(entry);
            bound.Add(entry);
            named.Add(series);
        }
    }

    /// <summary>True for a series that was given its id just now.</summary>
    public bool IsNew(PlannedSeries series) => named.Contains(series);

    /// <summary>Lets the smallest id of each series win.</summary>
    public void Finish()
    {
        foreach (var series in plan.Series)
        {
            series.Ledger.Sort((left, right) => left.Id.Value.CompareTo(right.Id.Value));
            series.Id = series.Ledger[0].Id;
            foreach (var entry in series.Ledger) Lead(entry, entry.Id == series.Id ? null : series.Id);
        }

        foreach (var entry in adrift) Lead(entry, to: null);
    }

    /// <summary>Notes whom the rules give a series to; null: no rule fits. After <see cref="Finish"/>.</summary>
    public void Rule(PlannedSeries series, DelegationDecision? decision)
    {
        var entry = series.Ledger[0];
        var after = entry with { RuledTo = decision?.To, RuledBy = decision is null ? null : Dialect.Clean(decision.Reason) };
        if (after == entry) return;
        ruled[entry.Id] = after;
        series.Ledger[0] = after;
        if (plan.FindMember(entry.Anchor) is { } member) member.Ledger = [.. member.Ledger.Select(Mark)];

        LedgerEntry Mark(LedgerEntry line) => line.Id == after.Id ? line with { RuledTo = after.RuledTo, RuledBy = after.RuledBy } : line;
    }

    private void Lead(LedgerEntry entry, SeriesId? to)
    {
        if (entry.MovedTo == to) return;
        var after = entry with { MovedTo = to };
        moved.Add(after);
        if (plan.FindMember(entry.Anchor) is { } member) member.Ledger = member.Ledger.Replace(entry, after);
    }
}
