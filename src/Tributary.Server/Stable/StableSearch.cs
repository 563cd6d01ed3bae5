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

    /// <summary>The commits that a name or title stands for, each as mainline has it where mainline does; at most one for a name.</summary>
    /// <param name="what">Hex digits of a commit, or a title.</param>
    public ImmutableArray<IndexedCommit> List(string what)
    {
        var found = index.ListByName(what.Trim().ToLowerInvariant());
        if (found.IsEmpty) found = index.ListByTitle(what);
        var (resolved, mainline) = (new List<IndexedCommit>(), ImmutableArray.CreateBuilder<IndexedCommit>());
        foreach (var one in found) StableDraft.AddNew(resolved, Upstream(one));
        foreach (var one in resolved)
        {
            if (index.IsInMainline(one)) mainline.Add(one);
        }

        return mainline.Count > 0 ? mainline.ToImmutable() : resolved.Count > 0 ? [resolved[0]] : [];
    }

    /// <summary>The same, and what a commit of a stable branch brings that states nothing is looked for by title, by author and time, and by what it changes.</summary>
    /// <param name="what">Hex digits of a commit, or a title.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<ImmutableArray<IndexedCommit>> ResolveAsync(string what, CancellationToken cancel)
    {
        var found = new List<IndexedCommit>();
        foreach (var commit in List(what))
        {
            var isOwn = !index.IsInMainline(commit) && index.ListNamed(commit, CommitLink.Upstream).IsEmpty;
            if (!isOwn)
            {
                StableDraft.AddNew(found, commit);
                continue;
            }

            ImmutableArray<IndexedCommit> alike = [.. index.ListByTitle(commit.Title).Where(one => one.IsBySameAuthor(commit)).Concat(index.ListAuthoredWith(commit)).Where(index.IsInMainline).DistinctBy(static one => one.Number).Take(MostAlike)];
            StableDraft.AddNew(found, await FindBroughtAsync(commit, alike, cancel) ?? await FindBroughtAsync(commit, await new StableChanges(index, repository).ListSameAsync(commit, cancel), cancel) ?? commit);
        }

        return [.. found];
    }

    // The first of some commits of mainline that a branch has as this one.
    private async Task<IndexedCommit?> FindBroughtAsync(IndexedCommit commit, ImmutableArray<IndexedCommit> alike, CancellationToken cancel)
    {
        if (alike.IsEmpty) return null;
        var where = await FindAsync(alike, cancel);
        return where.FirstOrDefault(one => one.Branches.Any(branch => branch.There?.Commit.Number == commit.Number))?.Commit;
    }

    /// <summary>Where commits are.</summary>
    public async Task<ImmutableArray<Whereabouts>> FindAsync(ImmutableArray<IndexedCommit> commits, CancellationToken cancel)
    {
        // Plain loops over classes: what .NET makes of numbers and ids as keys is compiled only when it runs, which took a third of the time of an answer.
        var (drafts, byId) = (new List<StableDraft>(), new Dictionary<string, StableDraft>(StringComparer.Ordinal));
        var culprits = new List<ImmutableArray<CulpritFacts>>();
        foreach (var commit in commits) culprits.Add(CulpritsOf(commit));
        foreach (var commit in commits) Draw(commit);
        foreach (var list in culprits)
        {
            foreach (var culprit in list)
            {
                if (culprit.Commit is not null) Draw(culprit.Commit);
            }
        }

        await new StableChanges(index, repository).AddAsync(drafts, cancel);
        foreach (var draft in drafts) draft.Complete = WithReverts(draft);
        var answers = ImmutableArray.CreateBuilder<Whereabouts>(commits.Length);
        for (var i = 0; i < commits.Length; i++)
        {
            var seen = ImmutableArray.CreateBuilder<CulpritFacts>();
            foreach (var one in culprits[i]) seen.Add(one.Commit is null ? one : one with { Sightings = byId[one.Commit.Id.Hex].Complete });
            var where = Whereabouts.Decide(new(commits[i], index.Branches, byId[commits[i].Id.Hex].Complete, seen.ToImmutable(), dead));
            answers.Add(where with { Following = ListFollowing(where) });
        }

        return answers.ToImmutable();

        void Draw(IndexedCommit commit)
        {
            if (byId.ContainsKey(commit.Id.Hex)) return;
            var draft = new StableDraft(commit, Sightings(commit));
            byId.Add(commit.Id.Hex, draft);
            drafts.Add(draft);
        }
    }

    // A revert that mainline took back in its turn need not travel.
    private ImmutableArray<FollowingFix> ListFollowing(Whereabouts where)
    {
        var found = new List<FollowingFix>();
        AddFollowing(found, index.ListSpeaking(where.Commit, CommitLink.Fixes), isRevert: false);
        if (where.RevertedInMainline is not null) AddFollowing(found, index.ListSpeaking(where.Commit, CommitLink.Reverts), isRevert: true);
        return [.. found];
    }

    // In the order of mainline; of equal ones the fix first.
    private void AddFollowing(List<FollowingFix> found, ImmutableArray<IndexedCommit> commits, bool isRevert)
    {
        foreach (var one in commits)
        {
            if (index.FindInMainline(one) is not { } place) continue;
            var at = found.Count;
            while (at > 0 && found[at - 1].Commit.Order > one.Order) at--;
            found.Insert(at, new(one, isRevert, place.Release));
        }
    }

    // What a commit of a stable branch brings; the commit itself where it is mainline's or states nothing that is known.
    private IndexedCommit Upstream(IndexedCommit commit)
    {
        if (index.IsInMainline(commit)) return commit;
        foreach (var name in index.ListNamed(commit, CommitLink.Upstream))
        {
            foreach (var one in index.ListByName(name))
            {
                if (index.IsInMainline(one)) return one;
            }
        }

        return commit;
    }

    private List<Sighting> Sightings(IndexedCommit commit)
    {
        var found = new List<Sighting>();
        StableDraft.AddPlaces(index, found, commit, StableEvidence.Itself);
        var speaking = index.ListSpeaking(commit, CommitLink.Upstream);
        for (var i = 0; i < Math.Min(speaking.Length, MostSpeaking); i++) StableDraft.AddPlaces(index, found, speaking[i], StableEvidence.Stated);
        return found;
    }

    private ImmutableArray<Sighting> WithReverts(StableDraft draft)
    {
        var (all, level, seen) = (new List<Sighting>(draft.Sightings), new List<IndexedCommit>(), new List<IndexedCommit>());
        foreach (var one in all) StableDraft.AddNew(level, one.Commit);
        seen.AddRange(level);
        for (var depth = 1; depth <= MostDepth && level.Count > 0; depth++)
        {
            var next = new List<IndexedCommit>();
            foreach (var one in level) AddUnseen(ListReverting(one));
            foreach (var one in next) StableDraft.AddPlaces(index, all, one, StableEvidence.Reverts, depth);
            // What reverts the revert in a branch names the revert of mainline.
            foreach (var one in next.ToArray())
            {
                foreach (var name in index.ListNamed(one, CommitLink.Upstream)) AddUnseen(index.ListByName(name));
            }

            level = next;

            void AddUnseen(IReadOnlyList<IndexedCommit> commits)
            {
                foreach (var one in commits)
                {
                    var before = seen.Count;
                    StableDraft.AddNew(seen, one);
                    if (seen.Count > before) next.Add(one);
                }
            }
        }

        return [.. all];
    }

    private List<IndexedCommit> ListReverting(IndexedCommit commit)
    {
        var found = new List<IndexedCommit>();
        foreach (var one in index.ListSpeaking(commit, CommitLink.Reverts)) found.Add(one);
        foreach (var one in index.ListRevertingTitle(commit.Title)) found.Add(one);
        return found.Count > MostSpeaking ? found.GetRange(0, MostSpeaking) : found;
    }

    // What a revert takes back is what it mends, where it names nothing else.
    private ImmutableArray<CulpritFacts> CulpritsOf(IndexedCommit commit)
    {
        var culprits = ImmutableArray.CreateBuilder<CulpritFacts>();
        foreach (var name in index.ListNamed(commit, CommitLink.Fixes)) culprits.Add(CulpritOf(name));
        if (culprits.Count > 0) return culprits.ToImmutable();
        foreach (var name in index.ListNamed(commit, CommitLink.Reverts)) culprits.Add(CulpritOf(name) with { IsTakenBack = true });
        return culprits.ToImmutable();
    }

    private CulpritFacts CulpritOf(string name)
    {
        foreach (var one in index.ListByName(name)) return new(name, Upstream(one), []);
        return new(name, null, []);
    }
}
