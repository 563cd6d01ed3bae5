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
    private readonly Dictionary<long, StoredMember> byNumber = [];
    private readonly Dictionary<MessageId, PlannedSeries> owners = [];
    private readonly List<PlannedSeries> series = [];
    private readonly List<(StoredMember Member, ThreadPlace Place)> places = [];
    // The few answers that ask for a tree, by what they answer.
    private readonly Dictionary<MessageId, List<ThreadMember>> asking = [];
    private readonly Dictionary<StoredMember, PatchRow> patches = [];
    private readonly Dictionary<StoredMember, CoverRow> covers = [];

    /// <summary>All series of the touched clusters.</summary>
    public IReadOnlyList<PlannedSeries> Series => series;

    /// <summary>All members of the touched clusters.</summary>
    public IEnumerable<StoredMember> Members => members.Values;

    /// <summary>A cluster, and what it comes to.</summary>
    public void Add(IReadOnlyList<StoredMember> stored, Cluster cluster)
    {
        foreach (var member in stored)
        {
            members.Add(member.Member.Id, member);
            byNumber.Add(member.Id, member);
        }

        var planned = cluster.Series.Select(value => new PlannedSeries(value, members[value.Head])).ToList();
        series.AddRange(planned);

        // A message that stands in two series belongs to the one that it heads, else to the older one.
        foreach (var one in planned) owners.TryAdd(one.Value.Head, one);
        foreach (var one in planned)
        {
            if (one.Value.Cover is { } first) owners.TryAdd(first, one);
            foreach (var cover in one.Value.OtherCovers) owners.TryAdd(cover, one);
            foreach (var patch in one.Value.Patches) owners.TryAdd(patch.Message, one);
        }

        foreach (var place in cluster.Places)
        {
            places.Add((members[place.Message], place));
            if (place.Target is not { } target || target == place.Message) continue;
            if (owners.TryGetValue(target, out var owner)) owner.Answers.Add(members[place.Message].Member);
            if (members[place.Message].Member is { AskedTrees.IsEmpty: false } answer) AddAsking(target, answer);
        }
    }

    /// <summary>A member by its number, or null.</summary>
    public StoredMember? FindMember(long number) => byNumber.GetValueOrDefault(number);

    /// <summary>The series that a message is a part of, or null.</summary>
    public PlannedSeries? FindOwner(StoredMember member) => owners.GetValueOrDefault(member.Member.Id);

    /// <summary>The patches of a series by number.</summary>
    public IReadOnlyList<StoredMember> ListPatches(PlannedSeries one) => [.. one.Value.Patches.Select(patch => members[patch.Message])];

    /// <summary>The series that are new, or whose patches are others than before. Before the rows are changed.</summary>
    public IEnumerable<PlannedSeries> ListRegrouped(LedgerPlan ledger)
    {
        var touched = new HashSet<SeriesId>();
        foreach (var member in members.Values)
        {
            var (before, after) = (member.Patch?.Series, member.Member.Kind is MailKind.Patch or MailKind.PullRequest ? FindOwner(member)?.Id : null);
            if (before == after) continue;
            if (before is { } left) touched.Add(left);
            if (after is { } came) touched.Add(came);
        }

        return series.Where(one => ledger.IsNew(one) || touched.Contains(one.Id));
    }

    /// <summary>The ids of the series that are stored for these messages, and for those that are no longer here.</summary>
    public IEnumerable<long> ListStoredSeries(IEnumerable<StoredMember> gone) => members.Values.Concat(gone)
        .SelectMany(member => member.Ledger.Select(entry => (entry.MovedTo ?? entry.Id).Value).Append(member.Place?.Series ?? 0))
        .Where(id => id != 0).Distinct();

    /// <summary>The patches and cover letters whose sender's number is not known yet.</summary>
    public IReadOnlyCollection<StoredMember> ListUnknownSenders() => [.. owners.Keys.Select(id => members[id]).Where(member => member.Person == 0)];

    /// <summary>The addresses that mails name as delegates, each once; nearly always none.</summary>
    public IReadOnlyCollection<string> ListDelegates() =>
        [.. owners.Keys.Select(id => members[id].Member.Hints?.Delegate).OfType<string>().Select(Dialect.Clean).Distinct()];

    /// <summary>The rows of all the series, once each has its id.</summary>
    public IReadOnlyCollection<(SeriesRow Row, SeriesParts Parts)> MakeRows(PlanFacts facts)
    {
        // On all cores: each looks only at what is settled by now.
        var made = new (SeriesRow Row, SeriesParts Parts, List<(Standing Standing, bool IsReplaced)> Standings)[series.Count];
        Parallel.For(0, made.Length, index => made[index] = MakeRow(series[index], facts));
        foreach (var (one, (_, _, standings)) in series.Zip(made)) AddPatches(one, standings);
        return Array.ConvertAll(made, static one => (one.Row, one.Parts));
    }

    /// <summary>What is another in the rows of patches and cover letters; the messages bear the new ones after it. After <see cref="MakeRows"/>.</summary>
    /// <param name="gone">Messages that are no longer in the project.</param>
    public (IReadOnlyList<PatchChange> Patches, IReadOnlyList<CoverChange> Covers) ChangeRows(IEnumerable<StoredMember> gone)
    {
        var (changedPatches, changedCovers) = (new List<PatchChange>(), new List<CoverChange>());
        foreach (var member in gone)
        {
            if (member.Patch is not null) changedPatches.Add(new(member.Patch, After: null));
            if (member.Cover is not null) changedCovers.Add(new(member.Cover, After: null));
        }

        foreach (var member in members.Values)
        {
            var (patch, cover) = (patches.GetValueOrDefault(member), covers.GetValueOrDefault(member));
            if (member.Patch != patch) changedPatches.Add(new(member.Patch, patch));
            if (member.Cover != cover) changedCovers.Add(new(member.Cover, cover));
            (member.Patch, member.Cover) = (patch, cover);
        }

        return (changedPatches, changedCovers);
    }

    /// <summary>The numbers of the arrival of a series' messages.</summary>
    public IEnumerable<long> ListArrivals(PlannedSeries one) => one.Value.Patches.Select(patch => patch.Message).Append(one.Value.Head).Select(id => members[id].Arrival);

    /// <summary>The series into which patches came, with the numbers of all their patches.</summary>
    public IEnumerable<(SeriesId Series, IEnumerable<(int Number, long? Arrival)> Patches)> ListFilled(IEnumerable<PatchChange> changes)
    {
        var filled = changes.Where(change => change.After is not null && change.Before?.Series != change.After.Series).Select(change => change.After!.Series).ToHashSet();
        foreach (var one in series)
        {
            if (!filled.Contains(one.Id)) continue;
            yield return (one.Id, one.Value.Patches.Select(patch => members[patch.Message])
                .Zip(one.Value.Patches, (member, patch) => (patch.Number, FindOwner(member) == one ? member.Arrival : (long?)null)));
        }
    }

    /// <summary>Gives each message its place; those whose stored place differs come back.</summary>
    public IReadOnlyList<PlaceChange> Settle()
    {
        var changed = new List<PlaceChange>();
        foreach (var (member, place) in places)
        {
            var target = place.Target is { } id ? members[id] : null;
            var settled = new StoredPlace(
                place.Parent is { } parent ? members[parent].Id : null, target?.Id, target is null ? null : FindOwner(target)?.Id.Value);
            if (settled == member.Place) continue;
            changed.Add(new(member, member.Place, target));
            member.Place = settled;
        }

        return changed;
    }

    private (SeriesRow Row, SeriesParts Parts, List<(Standing Standing, bool IsReplaced)> Standings) MakeRow(PlannedSeries one, PlanFacts facts)
    {
        var value = one.Value;
        var later = value.SupersededBy is { } head ? owners.GetValueOrDefault(head) : null;
        var rule = new SeriesStanding(one, later, facts.Users);
        var standings = value.Patches.Select(patch =>
            (Standing: rule.OfPatch(members[patch.Message], patch.ReplacedBy is { } by ? owners.GetValueOrDefault(by) : null), IsReplaced: patch.ReplacedBy is not null)).ToList();
        var state = rule.OfSeries(standings);
        var parts = new SeriesParts([.. value.Patches.Select((patch, index) => MakePatch(patch, standings[index].Standing))], MakeLinks(one), MakeDepends(value));
        var tree = FindTreeByHand(one) ?? Router.Decide(facts.Profile, FactsOf(one)).ToTreeDecision();
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
            Submitter = one.Head.Person,
            Head = one.Head.Id,
            Cover = value.Cover is { } cover ? members[cover].Id : null,
            State = state.State,
            Tree = tree.Tree,
            TreeReason = Dialect.Clean(tree.Reason),
            Delegate = state.Delegate,
            SupersededBy = later?.Id,
            Replaces = value.Replaces is { } whole ? owners.GetValueOrDefault(whole)?.Id : null,
            Hold = one.Ledger.Find(entry => entry.Hold is not null)?.Hold is { Length: > 0 } hold ? hold : null,
            Clock = new FeedbackPlan(facts.Feedback).Read(one, state, ListPatches(one)),
            Replies = one.Answers.Count,
            Tags = parts.Patches.IsEmpty ? default : new(parts.Patches.Min(patch => patch.Counts.Acked), parts.Patches.Min(patch => patch.Counts.Reviewed), parts.Patches.Min(patch => patch.Counts.Tested)),
            Parts = parts.GetFingerprint(),
        }, parts, standings);
    }

    private static TreeDecision? FindTreeByHand(PlannedSeries one) => one.Ledger.Find(entry => entry.Tree is not null)?.Tree is { } kept && TreeByHand.Read(kept) is var said ? new(said.Tree, said.Reason) : null;

    private RouteFacts FactsOf(PlannedSeries one)
    {
        var facts = RouteFacts.Of(
            one.Value, id => members.GetValueOrDefault(id)?.Member, id => asking.TryGetValue(id, out var answers) ? answers : [],
            head => owners.TryGetValue(head, out var earlier) ? earlier.Value.Patches.Select(patch => patch.Message).Append(head) : []);
        // Found behind the import (VerdictJudge): a new series has none yet.
        return one.Ledger.Find(entry => entry.FixedIn is not null) is { } kept ? facts with { Fixed = FixedPlace.Read(kept.FixedIn) } : facts;
    }

    private void AddAsking(MessageId target, ThreadMember answer)
    {
        if (!asking.TryGetValue(target, out var answers)) asking[target] = answers = [];
        answers.Add(answer);
    }

    // A message that stands in two series has one row: in the series that it belongs to.
    private void AddPatches(PlannedSeries one, List<(Standing Standing, bool IsReplaced)> standings)
    {
        foreach (var (index, patch) in one.Value.Patches.Index())
        {
            var member = members[patch.Message];
            if (FindOwner(member) == one) patches[member] = PatchRows.OfPatch(member, one.Id, standings[index].Standing);
        }

        foreach (var cover in one.Value.Cover is { } first ? one.Value.OtherCovers.Prepend(first) : [])
        {
            if (FindOwner(members[cover]) == one) covers[members[cover]] = PatchRows.OfCover(members[cover], one.Id);
        }
    }

    private PatchPart MakePatch(SeriesPatch patch, Standing standing) => new(
        members[patch.Message].Id, patch.Number, Dialect.Clean(patch.Name), standing.State,
        new(Count(patch, "Acked-by"), Count(patch, "Reviewed-by"), Count(patch, "Tested-by")),
        [.. patch.Tags.Select(tag => new TagPart(Dialect.Clean(tag.Trailer.Key), Dialect.Clean(tag.Trailer.Value), members[tag.Source].Id))])
    {
        CommitRef = members[patch.Message].Decision?.CommitRef,
    };

    // What the cover letter says it depends on, and the first patch.
    private ImmutableArray<string> MakeDepends(PatchSeries value)
    {
        var first = value.Patches.IsEmpty ? value.Head : value.Patches[0].Message;
        return [.. new[] { value.Cover ?? first, first }.SelectMany(id => members[id].Member.DependsOn).Select(id => Dialect.Clean(id.Value)).Distinct()];
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

/// <summary>A message that stands elsewhere than before.</summary>
/// <param name="Member">The message, with its new place.</param>
/// <param name="Before">Its place before, or null.</param>
/// <param name="Target">What it comments on now; itself for a patch or cover letter; or null.</param>
internal sealed record PlaceChange(StoredMember Member, StoredPlace? Before, StoredMember? Target)
{
    /// <summary>It is a comment, and was none.</summary>
    public bool IsNewComment => Target is not null && Target != Member && (Before?.Target is not { } old || old == Member.Id);
}
