using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Finds in which branches a change is that nobody says so of: by what it changes, and by its title and author.</summary>
/// <param name="index">The index, open.</param>
/// <param name="repository">The git folder.</param>
internal sealed class StableChanges(CommitIndex index, string repository)
{
    private const double LeastLikeness = 0.5;
    private const int MostOfAuthor = 1000;
    private static readonly TimeSpan LongestWay = TimeSpan.FromDays(3 * 365);

    /// <summary>Adds to drafts the branches that have the change by no statement.</summary>
    public async Task AddAsync(List<StableDraft> drafts, CancellationToken cancel)
    {
        if (!index.HasChanges()) return;
        var (open, wanted, diffs) = (new List<StableDraft>(), new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var draft in drafts)
        {
            if (!MayBeElsewhere(draft)) continue;
            open.Add(draft);
            draft.SameTitle = SameTitle(draft.Commit);
            wanted.Add(draft.Commit.Id.Hex);
            foreach (var one in draft.SameTitle) wanted.Add(one.Id.Hex);
        }

        if (wanted.Count == 1 && CommitDiffs.FindOne(repository, open[0].Commit.Id) is { } found) diffs[open[0].Commit.Id.Hex] = found;
        else if (wanted.Count > 0) await ReadAsync(wanted, diffs, cancel);
        foreach (var draft in open) AddByChange(draft, diffs);
    }

    /// <summary>The commits of mainline by the same author that change the same as a commit of a stable branch, which states nothing and bears another title and time.</summary>
    public async Task<ImmutableArray<IndexedCommit>> ListSameAsync(IndexedCommit commit, CancellationToken cancel)
    {
        if (index.FindChange(commit) is not { } own) return [];
        var byId = new Dictionary<string, IndexedCommit>(StringComparer.Ordinal);
        foreach (var one in index.ListByAuthor(commit, LongestWay, MostOfAuthor)) byId.TryAdd(one.Id.Hex, one);
        var found = ImmutableArray.CreateBuilder<IndexedCommit>();
        await foreach (var (id, diff) in CommitDiffs.ReadAsync(repository, [.. byId.Values.Select(static one => one.Id)], cancel))
        {
            if (ChangeIdentity.Of(diff) is { } change && (change.PatchId == own.PatchId || change.Lines == own.Lines)) found.Add(byId[id.Hex]);
        }

        return found.ToImmutable();
    }

    private async Task ReadAsync(HashSet<string> wanted, Dictionary<string, string> diffs, CancellationToken cancel)
    {
        await foreach (var (commit, diff) in CommitDiffs.ReadAsync(repository, [.. wanted.Select(CommitId.Parse)], cancel)) diffs[commit.Hex] = diff;
    }

    // It is a commit of the index, and some branch has it by no statement.
    private bool MayBeElsewhere(StableDraft draft)
    {
        var (isItself, branches) = (false, new List<string>());
        foreach (var one in draft.Sightings)
        {
            isItself |= one.Evidence == StableEvidence.Itself;
            if (!branches.Contains(one.Branch)) branches.Add(one.Branch);
        }

        return isItself && branches.Count < index.Branches.Length;
    }

    private void AddByChange(StableDraft draft, Dictionary<string, string> diffs)
    {
        var (own, seen) = (diffs.GetValueOrDefault(draft.Commit.Id.Hex, ""), new List<IndexedCommit>());
        if (ChangeIdentity.Of(own) is { } change)
        {
            foreach (var one in index.ListByChange(change))
            {
                if (one.Evidence == StableEvidence.PatchId || one.Commit.IsBySameAuthor(draft.Commit)) Add(one.Commit, one.Evidence);
            }
        }

        foreach (var one in draft.SameTitle)
        {
            if (one.AuthoredAt == draft.Commit.AuthoredAt || ChangeIdentity.Likeness(own, diffs.GetValueOrDefault(one.Id.Hex, "")) >= LeastLikeness) Add(one, StableEvidence.Title);
        }

        void Add(IndexedCommit commit, StableEvidence evidence)
        {
            var before = seen.Count;
            StableDraft.AddNew(seen, commit);
            if (seen.Count > before) StableDraft.AddPlaces(index, draft.Sightings, commit, evidence);
        }
    }

    // By the same author under the same title, and stating nothing else.
    private List<IndexedCommit> SameTitle(IndexedCommit commit)
    {
        var found = new List<IndexedCommit>();
        foreach (var one in index.ListByTitle(commit.Title))
        {
            if (one.Number != commit.Number && one.IsBySameAuthor(commit) && index.ListNamed(one, CommitLink.Upstream).IsEmpty && !index.IsInMainline(one)) found.Add(one);
        }

        return found;
    }
}
