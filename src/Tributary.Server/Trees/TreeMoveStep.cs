using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Looks through what came into a tree and what left it since it was last looked through: accepts what it has by now, whoever pushed it; follows a rebase; sets back what was taken out. Up to where
/// that is done is noted at its end, so a kill in the midst of it means that it is done again, which changes nothing twice.
/// </summary>
public sealed class TreeMoveStep(ApplyTools tools)
{
    // What was sent longer ago is looked for no more when a tree is followed for the first time.
    private static readonly TimeSpan FirstLook = TimeSpan.FromDays(365);

    // Whoever still waits for an answer had one within this time.
    private static readonly TimeSpan RoutedAnewFor = TimeSpan.FromDays(90);

    /// <summary>Looks through a tree.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>How many patches were accepted, followed and set back.</returns>
    public async Task<TreeMoved> RunAsync(string name, CancellationToken cancel)
    {
        await using var turn = await NodeTurn.TakeAsync(tools.Database, $"tree {name}", isPatient: true, cancel);
        if (await tools.Trees.FindAsync(name, cancel) is not { } tree || TreeRepository.Find(tools.Folder, tree.Family) is not { } repository) return default;
        if (await repository.FindTipAsync(name, cancel) is not { } tip || tree.ReadTo == tip) return default;
        var isFirst = tree.ReadTo is null || await repository.FindAsync(tree.ReadTo.Value.Hex, cancel) is null;
        var came = await CommitEntry.ListAsync(repository, isFirst ? [tip.Hex, $"--since=@{(tools.Clock.GetUtcNow() - FirstLook).ToUnixTimeSeconds()}"] : [tip.Hex, $"^{tree.ReadTo!.Value.Hex}"], cancel);
        var match = new SightingMatch(tools.Database, repository);
        await SightingMatch.LearnAsync(tools.Database, tools.Clock.GetUtcNow(), cancel);
        var at = new TreeLook(tree, repository, tip, came, isFirst);
        var sightings = await match.FindAsync(came, cancel);
        var (followed, dropped) = await new TreeLedgerStep(tools).RunAsync(at, sightings, cancel);
        var accepted = await AcceptAsync(at, sightings, cancel);
        await new TreePlaceStep(tools).RunAsync(at, cancel);
        // What mends a commit that came into this tree may be for another tree now.
        var mending = isFirst ? [] : await new PatchIdStore(tools.Database).ListFixingAsync(came.Select(static commit => commit.Id), cancel);
        var now = tools.Clock.GetUtcNow();
        await using var write = await tools.Database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        await VerdictsAsked.NoteAnewAsync(write, mending.Select(static patch => patch.Series), now, cancel);
        if (isFirst) await VerdictsAsked.NoteMendingAsync(write, now - RoutedAnewFor, now, cancel);
        await TreeStore.NoteReadAsync(write, name, tip, cancel);
        await write.CommitAsync(cancel);
        return new(accepted, followed, dropped);
    }

    private async Task<int> AcceptAsync(TreeLook at, ImmutableArray<CommitSighting> sightings, CancellationToken cancel)
    {
        var reverted = at.Came.SelectMany(static commit => CommitWords.Read(commit.Message).Reverts).ToHashSet(StringComparer.Ordinal);
        var count = 0;
        foreach (var series in sightings.Where(sighting => !reverted.Contains(sighting.Commit.Id.Hex)).GroupBy(static sighting => sighting.Patch.Series))
        {
            var lines = await tools.Commits.ListOfSeriesAsync(series.Key, cancel);
            // What another tree had before under the same name came here by a merge: no news, but a place (TREE-2).
            var fresh = series.Where(one => !lines.Any(line => line.Commit == one.Commit.Id && (line.IsInTree || line.DroppedAt is not null))).DistinctBy(static one => one.Patch.MessageId).ToList();
            if (fresh.Count == 0) continue;
            var ours = (await tools.Applications.ListAsync(series.Key, cancel)).FirstOrDefault(one => one.Tree == at.Tree.Name && one.State == ApplicationState.Applied);
            var isOurs = ours is not null && fresh.All(one => lines.Any(line => line.Commit == one.Commit.Id && line.Application == ours.Id));
            var last = fresh[^1].Commit;
            await tools.Acceptance.RunAsync(
                new(at.Tree, series.Key, [.. fresh.Select(one => new AcceptedPatch(one.Patch.MessageId, one.Commit.Id, isOurs ? CommitFound.Applied : one.Found, isOurs ? $"Applied by {ours!.Committer}" : one.Reason))],
                    new(null, Door.Git, tools.Clock.GetUtcNow()))
                {
                    Tip = isOurs ? ours!.Tip ?? last.Id : last.Id, Base = isOurs ? ours!.Base : at.Tree.ReadTo?.Hex ?? "", By = isOurs ? ours!.Committer : $"{last.Committer.Name} <{last.Committer.Email}>", IsHistory = at.IsFirst,
                }, cancel);
            count += fresh.Count;
        }

        return count;
    }
}

/// <summary>What is looked at: a tree, and the commits that came into it.</summary>
/// <param name="Tree">The tree, as it was when last looked through.</param>
/// <param name="Repository">The repository of its family.</param>
/// <param name="Tip">Its tip.</param>
/// <param name="Came">What came, the oldest first.</param>
/// <param name="IsFirst">It was never looked through before.</param>
internal sealed record TreeLook(StoredTree Tree, TreeRepository Repository, CommitId Tip, ImmutableArray<CommitEntry> Came, bool IsFirst);

/// <summary>What looking through a tree found.</summary>
/// <param name="Accepted">Patches that it has by now.</param>
/// <param name="Followed">Patches whose commits have other names after a rebase.</param>
/// <param name="Dropped">Patches that are in it no more.</param>
public readonly record struct TreeMoved(int Accepted, int Followed, int Dropped);
