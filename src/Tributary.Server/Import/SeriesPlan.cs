using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>What the touched clusters of a batch come to, in the numbers of the store. Decides; does not save.</summary>
internal sealed class SeriesPlan
{
    private readonly Dictionary<MessageId, StoredMember> members = [];
    private readonly Dictionary<MessageId, PlannedSeries> owners = [];
    private readonly List<PlannedSeries> series = [];
    private readonly List<(StoredMember Member, ThreadPlace Place)> places = [];

    /// <summary>All series of the touched clusters.</summary>
    public IReadOnlyList<PlannedSeries> Series => series;

    /// <summary>All members of the touched clusters.</summary>
    public IEnumerable<StoredMember> Members => members.Values;

    /// <summary>A cluster, and what it comes to.</summary>
    public void Add(IReadOnlyList<StoredMember> stored, Cluster cluster)
    {
        foreach (var member in stored) members.Add(member.Member.Id, member);
        var planned = cluster.Series.Select(value => new PlannedSeries(value, members[value.Head])).ToList();
        series.AddRange(planned);

        // A message that stands in two series belongs to the one that it heads, else to the older one.
        foreach (var one in planned) owners.TryAdd(one.Value.Head, one);
        foreach (var one in planned)
        {
            if (one.Value.Cover is { } cover) owners.TryAdd(cover, one);
            foreach (var patch in one.Value.Patches) owners.TryAdd(patch.Message, one);
        }

        foreach (var place in cluster.Places)
        {
            places.Add((members[place.Message], place));
            if (place.Target is { } target && target != place.Message && owners.TryGetValue(target, out var owner)) owner.Replies++;
        }
    }

    /// <summary>The series that a message is a part of, or null.</summary>
    public PlannedSeries? FindOwner(StoredMember member) => owners.GetValueOrDefault(member.Member.Id);

    /// <summary>The ids of the series that are stored for these messages, and for those that are no longer here.</summary>
    public IEnumerable<long> ListStoredSeries(IEnumerable<StoredMember> gone) => members.Values.Concat(gone)
        .SelectMany(member => member.Ledger.Select(entry => (entry.MovedTo ?? entry.Id).Value).Append(member.Place?.Series ?? 0))
        .Where(id => id != 0).Distinct();

    /// <summary>The rows of all the series, once each has its id.</summary>
    public IReadOnlyCollection<(SeriesRow Row, SeriesParts Parts)> MakeRows(Profile profile, IReadOnlyDictionary<string, long> people) =>
        series.ConvertAll(one => MakeRow(one, profile, people[PeopleStore.KeyOf(one.Value.Submitter)]));

    /// <summary>Gives each message its place; those whose stored place differs come back.</summary>
    public IReadOnlyList<StoredMember> Settle()
    {
        var changed = new List<StoredMember>();
        foreach (var (member, place) in places)
        {
            var target = place.Target is { } id ? members[id] : null;
            var settled = new StoredPlace(
                place.Parent is { } parent ? members[parent].Id : null, target?.Id, target is null ? null : FindOwner(target)?.Id.Value);
            if (settled == member.Place) continue;
            member.Place = settled;
            changed.Add(member);
        }

        return changed;
    }

    private (SeriesRow Row, SeriesParts Parts) MakeRow(PlannedSeries one, Profile profile, long submitter)
    {
        var value = one.Value;
        var later = value.SupersededBy is { } head && owners.TryGetValue(head, out var other) ? other.Id : (SeriesId?)null;
        var decided = one.Ledger.Select(entry => entry.Decided).FirstOrDefault(state => state is not null) ?? PatchState.New;
        var state = later is not null && decided.IsInReview ? PatchState.Superseded : decided;
        var parts = new SeriesParts([.. value.Patches.Select(patch => MakePatch(patch, state))], MakeLinks(one));
        var tree = PrefixRouting.Decide(profile, value.Tags);
        return (new()
        {
            Id = one.Id,
            Name = Dialect.Clean(value.Name),
            Version = value.Version,
            Total = value.Total,
            Received = value.Patches.Length,
            IsComplete = value.IsComplete,
            IsPullRequest = value.IsPullRequest,
            SentAt = Micros.From(value.Date),
            ActiveAt = Micros.From(value.LastActivity),
            Submitter = submitter,
            Head = one.Head.Id,
            Cover = value.Cover is { } cover ? members[cover].Id : null,
            State = state,
            Tree = tree.Tree,
            TreeReason = Dialect.Clean(tree.Reason),
            Delegate = one.Ledger.Select(entry => entry.Delegate).FirstOrDefault(name => name is not null),
            SupersededBy = later,
            Replies = one.Replies,
            Tags = parts.Patches.IsEmpty ? default : new(parts.Patches.Min(patch => patch.Counts.Acked), parts.Patches.Min(patch => patch.Counts.Reviewed), parts.Patches.Min(patch => patch.Counts.Tested)),
            Parts = parts.GetFingerprint(),
        }, parts);
    }

    private PatchPart MakePatch(SeriesPatch patch, PatchState state)
    {
        // A patch that another one replaces is out of review by itself.
        var own = patch.ReplacedBy is not null && state.IsInReview ? PatchState.Superseded : state;
        return new(
            members[patch.Message].Id, patch.Number, Dialect.Clean(patch.Name), own,
            new(Count(patch, "Acked-by"), Count(patch, "Reviewed-by"), Count(patch, "Tested-by")),
            [.. patch.Tags.Select(tag => new TagPart(Dialect.Clean(tag.Trailer.Key), Dialect.Clean(tag.Trailer.Value), members[tag.Source].Id))]);
    }

    private static int Count(SeriesPatch patch, string key) => patch.Tags.Count(tag => tag.Trailer.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    private ImmutableArray<LinkPart> MakeLinks(PlannedSeries one)
    {
        var links = ImmutableArray.CreateBuilder<LinkPart>();
        foreach (var earlier in one.Value.Earlier)
        {
            if (owners.TryGetValue(earlier.Head, out var other) && other != one && !links.Any(link => link.Earlier == other.Id))
                links.Add(new(other.Id, earlier.Evidence, Dialect.Clean(earlier.Reason)));
        }

        return links.ToImmutable();
    }
}
