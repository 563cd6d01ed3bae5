using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Answers where commits are, from the index; git is asked only for what commits change, where nothing else tells.</summary>
/// <param name="index">The index, open.</param>
/// <param name="repository">The git folder.</param>
/// <param name="dead">Branches that are maintained no more, with the reason, by short name.</param>
public sealed class StableSearch(CommitIndex index, string repository, ImmutableDictionary<string, string> dead)
{
    private const int MostDepth = 6;
    private const int MostSpeaking = 200;
    private const int MostAlike = 50;
    private const double LeastLikeness = 0.5;

    /// <summary>The commits that a name or title stands for, each as mainline has it where mainline does; at most one for a name.</summary>
    /// <param name="what">Hex digits of a commit, or a title.</param>
    public ImmutableArray<IndexedCommit> List(string what)
    {
        var found = index.ListByName(what.Trim().ToLowerInvariant());
        if (found.IsEmpty) found = index.ListByTitle(what);
        var resolved = found.Select(Upstream).DistinctBy(static commit => commit.Number).ToImmutableArray();
        var mainline = resolved.Where(IsInMainline).ToImmutableArray();
        return mainline.IsEmpty ? resolved.Length > 1 ? [resolved[0]] : resolved : mainline;
    }

    /// <summary>The same, and what a commit of a stable branch brings that states nothing is looked for by title, by author and time, and by what it changes.</summary>
    /// <param name="what">Hex digits of a commit, or a title.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<ImmutableArray<IndexedCommit>> ResolveAsync(string what, CancellationToken cancel)
    {
        var found = ImmutableArray.CreateBuilder<IndexedCommit>();
        foreach (var commit in List(what))
        {
            var isOwn = !IsInMainline(commit) && index.ListNamed(commit, CommitLink.Upstream).IsEmpty;
            ImmutableArray<IndexedCommit> alike = isOwn ? [.. index.ListByTitle(commit.Title).Where(one => one.IsBySameAuthor(commit)).Concat(index.ListAuthoredWith(commit)).Where(IsInMainline).DistinctBy(static one => one.Number).Take(MostAlike)] : [];
            var where = alike.IsEmpty ? [] : await FindAsync(alike, cancel);
            found.Add(where.FirstOrDefault(one => one.Branches.Any(branch => branch.There?.Commit.Number == commit.Number))?.Commit ?? commit);
        }

        return [.. found.DistinctBy(static commit => commit.Number)];
    }

    /// <summary>Where commits are.</summary>
    public async Task<ImmutableArray<Whereabouts>> FindAsync(ImmutableArray<IndexedCommit> commits, CancellationToken cancel)
    {
        var culprits = commits.ToDictionary(static commit => commit, CulpritsOf);
        var drafts = commits.Concat(culprits.Values.SelectMany(static list => list).Select(static one => one.Commit).OfType<IndexedCommit>())
            .DistinctBy(static commit => commit.Number).ToDictionary(static commit => commit.Number, commit => new Draft(commit, Sightings(commit)));
        await AddByChangeAsync([.. drafts.Values], cancel);
        var complete = drafts.ToDictionary(static one => one.Key, one => WithReverts(one.Value));
        return [.. commits.Select(commit => Whereabouts.Decide(new(
            commit, index.Branches, complete[commit.Number],
            [.. culprits[commit].Select(one => one.Commit is null ? one : one with { Sightings = complete[one.Commit.Number] })], dead))).Select(one => one with { Following = ListFollowing(one) })];
    }

    // A revert that mainline took back in its turn need not travel.
    private ImmutableArray<FollowingFix> ListFollowing(Whereabouts where) => [.. ListFollowing(where.Commit).Where(one => !one.IsRevert || where.RevertedInMainline is not null)];

    private IEnumerable<FollowingFix> ListFollowing(IndexedCommit commit) =>
    [
        .. index.ListSpeaking(commit, CommitLink.Fixes).Select(static one => (One: one, IsRevert: false))
            .Concat(index.ListSpeaking(commit, CommitLink.Reverts).Select(static one => (One: one, IsRevert: true)))
            .Select(one => (one.One, one.IsRevert, Place: index.ListPlaces(one.One).FirstOrDefault(static place => place.Branch.IsMainline)))
            .Where(static one => one.Place is not null)
            .OrderBy(static one => one.One.Order)
            .Select(static one => new FollowingFix(one.One, one.IsRevert, one.Place!.Release)),
    ];

    private bool IsInMainline(IndexedCommit commit) => index.ListPlaces(commit).Any(static place => place.Branch.IsMainline);

    // What a commit of a stable branch brings; the commit itself where it is mainline's or states nothing that is known.
    private IndexedCommit Upstream(IndexedCommit commit)
    {
        if (IsInMainline(commit)) return commit;
        return index.ListNamed(commit, CommitLink.Upstream).SelectMany(name => index.ListByName(name)).FirstOrDefault(IsInMainline) ?? commit;
    }

    private List<Sighting> Sightings(IndexedCommit commit)
    {
        var found = Places(commit, StableEvidence.Itself, depth: 0).ToList();
        foreach (var one in index.ListSpeaking(commit, CommitLink.Upstream).Take(MostSpeaking)) found.AddRange(Places(one, StableEvidence.Stated, depth: 0));
        return found;
    }

    private IEnumerable<Sighting> Places(IndexedCommit commit, StableEvidence evidence, int depth) =>
        index.ListPlaces(commit).Where(place => evidence is StableEvidence.Itself or StableEvidence.Reverts || !place.Branch.IsMainline).Select(place => new Sighting(place.Branch.Name, commit, place.Release, evidence, depth));

    // Branches that have it by none of the statements may have it without one.
    private async Task AddByChangeAsync(ImmutableArray<Draft> drafts, CancellationToken cancel)
    {
        if (!index.HasChanges()) return;
        var open = drafts.Where(draft => draft.Sightings.Exists(static one => one.Evidence == StableEvidence.Itself) && draft.Sightings.Select(static one => one.Branch).Distinct().Count() < index.Branches.Length).ToImmutableArray();
        var named = open.ToDictionary(static draft => draft, draft => SameTitle(draft.Commit));
        ImmutableArray<CommitId> wanted = [.. open.Select(static draft => draft.Commit.Id).Concat(named.Values.SelectMany(static list => list).Select(static one => one.Id)).Distinct()];
        var diffs = new Dictionary<CommitId, string>();
        if (wanted is [var single]) diffs[single] = CommitDiffs.ReadOne(repository, single);
        else await foreach (var (commit, diff) in CommitDiffs.ReadAsync(repository, wanted, cancel)) diffs[commit] = diff;
        foreach (var draft in open) AddByChange(draft, named[draft], diffs);
    }

    private void AddByChange(Draft draft, ImmutableArray<IndexedCommit> named, Dictionary<CommitId, string> diffs)
    {
        var own = diffs.GetValueOrDefault(draft.Commit.Id, "");
        var found = ChangeIdentity.Of(own) is { } change
            ? index.ListByChange(change).Where(one => one.Evidence == StableEvidence.PatchId || one.Commit.IsBySameAuthor(draft.Commit)).ToList()
            : [];
        found.AddRange(named.Where(one => one.AuthoredAt == draft.Commit.AuthoredAt || ChangeIdentity.Likeness(own, diffs.GetValueOrDefault(one.Id, "")) >= LeastLikeness).Select(static one => new ChangedAlike(one, StableEvidence.Title)));
        var seen = new HashSet<CommitId>();
        foreach (var one in found)
        {
            if (seen.Add(one.Commit.Id)) draft.Sightings.AddRange(Places(one.Commit, one.Evidence, depth: 0));
        }
    }

    // By the same author under the same title, and stating nothing else.
    private ImmutableArray<IndexedCommit> SameTitle(IndexedCommit commit) =>
    [
        .. index.ListByTitle(commit.Title).Where(one => one.Number != commit.Number && one.IsBySameAuthor(commit)
            && index.ListNamed(one, CommitLink.Upstream).IsEmpty && !IsInMainline(one)),
    ];

    private ImmutableArray<Sighting> WithReverts(Draft draft)
    {
        var all = draft.Sightings.ToList();
        var level = all.Select(static one => one.Commit).DistinctBy(static one => one.Number).ToList();
        var seen = level.Select(static one => one.Number).ToHashSet();
        for (var depth = 1; depth <= MostDepth && level.Count > 0; depth++)
        {
            var next = new List<IndexedCommit>();
            foreach (var one in level.SelectMany(ListReverting).DistinctBy(static one => one.Number))
            {
                if (seen.Add(one.Number)) next.Add(one);
            }

            foreach (var one in next) all.AddRange(Places(one, StableEvidence.Reverts, depth));
            // What reverts the revert in a branch names the revert of mainline.
            foreach (var one in next.SelectMany(one => index.ListNamed(one, CommitLink.Upstream)).SelectMany(name => index.ListByName(name)).ToList())
            {
                if (seen.Add(one.Number)) next.Add(one);
            }

            level = next;
        }

        return [.. all];
    }

    private IEnumerable<IndexedCommit> ListReverting(IndexedCommit commit) =>
        index.ListSpeaking(commit, CommitLink.Reverts).Concat(index.ListRevertingTitle(commit.Title)).Take(MostSpeaking);

    // What a revert takes back is what it mends, where it names nothing else.
    private ImmutableArray<CulpritFacts> CulpritsOf(IndexedCommit commit)
    {
        ImmutableArray<CulpritFacts> fixes = [.. index.ListNamed(commit, CommitLink.Fixes).Select(name => CulpritOf(name))];
        return fixes.IsEmpty ? [.. index.ListNamed(commit, CommitLink.Reverts).Select(name => CulpritOf(name) with { IsTakenBack = true })] : fixes;
    }

    private CulpritFacts CulpritOf(string name) => new(name, index.ListByName(name).Select(Upstream).FirstOrDefault(), []);

    private sealed record Draft(IndexedCommit Commit, List<Sighting> Sightings);
}
