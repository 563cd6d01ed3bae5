using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Takes a series out of a tree again (TREE-5): by a rebase or a revert, pushed with lease. That it is out is then found as if anybody had done it: the ledger, the state that it had before, the letter to the sender.
/// </summary>
public sealed class DropStep(ApplyTools tools)
{
    /// <summary>Takes it out.</summary>
    public async Task<DropOutcome> RunAsync(DropRequest request, CancellationToken cancel)
    {
        if (await tools.Series.FindAsync(request.Series, cancel) is not { } detail) return new DropOutcome.Refused($"There is no series {request.Series.Value}.");
        if (!WorkRules.May(request.Actor.RolesIn(detail.Summary.Project), WorkMove.SetState)) return new DropOutcome.Refused("Only a maintainer of the project may take it out of a tree.");
        ImmutableArray<LedgerCommit> lines = [.. (await tools.Commits.ListOfSeriesAsync(detail.Summary.Id, cancel)).Where(line => line.IsInTree && (request.Tree is null || line.Tree == request.Tree))];
        if (lines.Select(static line => line.Tree).Distinct().ToList() is not [var name]) return new DropOutcome.Refused(lines.IsEmpty ? "No tree that is followed has it." : "Several trees have it: name one with --tree.");
        if (await tools.Trees.FindAsync(name, cancel) is not { } tree) return new DropOutcome.Refused($"The tree {name} is not followed: trib tree add {name}");
        if (await tools.Fetch.RunAsync(tree, cancel) is { Fetched: null } failed) return new DropOutcome.Refused(failed.Fault);
        await new TreeMoveStep(tools).RunAsync(name, cancel);
        var repository = await TreeRepository.OpenAsync(tools.Folder, tree.Family, cancel);
        using (await repository.LockAsync(cancel))
        {
            var tip = (await repository.FindTipAsync(name, cancel))!.Value;
            var application = (await tools.Applications.ListAsync(detail.Summary.Id, cancel)).FirstOrDefault(one => one.Tree == name && one.State == ApplicationState.Pushed);
            var made = await MakeAsync((tree, repository, tip), (detail, lines, application), request, cancel);
            switch (made)
            {
                case AmOutcome.Stuck stuck: return new DropOutcome.Refused(stuck.Why);
                case AmOutcome.Conflict conflict: return new DropOutcome.Conflict(conflict.Paths);
            }

            if (application is not null) await tools.SaveNoteAsync(application with { Note = request.Why }, cancel);
            if (await TreePush.RunAsync(repository, tree, (((AmOutcome.Applied)made).Tip, tip), cancel) is { } fault) return new DropOutcome.Refused($"{fault.Why}{(fault.HasMoved ? "; the tree moved meanwhile: try again" : "")}");
        }

        await tools.NoteTipAsync(tree, repository, cancel);
        await new TreeMoveStep(tools).RunAsync(name, cancel);
        var after = await tools.Series.FindAsync(detail.Summary.Id, cancel);
        return new DropOutcome.Dropped(name, (await repository.FindTipAsync(name, cancel))!.Value, after!.Summary.State);
    }

    private static async Task<AmOutcome> MakeAsync(
        (StoredTree Tree, TreeRepository Repository, CommitId Tip) at, (SeriesDetail Detail, ImmutableArray<LedgerCommit> Lines, StoredApplication? Application) what, DropRequest request, CancellationToken cancel)
    {
        var commits = what.Lines.Select(static line => line.Commit).Distinct().ToList();
        var history = await CommitEntry.ListAsync(at.Repository, ["--no-walk=unsorted", .. commits.Select(static commit => commit.Hex)], cancel);
        var merge = await FindMergeAsync(at, what.Application, cancel);
        var dropper = new TreeDropper(at.Repository);
        var name = $"{TreeRef.Flat(at.Tree.Name)}-drop-{what.Detail.Summary.Id.Value}";
        if (at.Tree.DropsByRevert)
        {
            var ordered = await OrderAsync(at.Repository, commits, cancel);
            ImmutableArray<(CommitId, bool)> taken = merge is { } whole ? [(whole, true)] : [.. ordered.Select(static commit => (commit, false))];
            return await dropper.RevertAsync(name, at.Tip, taken, (request.Signer, Message(what.Detail, taken, history, request)), cancel);
        }

        if (merge is { } last) return await dropper.RebaseAsync(name, at.Tip, (await ParentAsync(at.Repository, last, cancel), last), request.Signer, cancel);
        var chain = await OrderAsync(at.Repository, commits, cancel);
        for (var index = 0; index + 1 < chain.Count; index++)
        {
            if (await ParentAsync(at.Repository, chain[index], cancel) != chain[index + 1]) return new AmOutcome.Stuck($"Its commits do not stand side by side in {at.Tree.Name}: let the tree drop by revert.");
        }

        return await dropper.RebaseAsync(name, at.Tip, (await ParentAsync(at.Repository, chain[^1], cancel), chain[0]), request.Signer, cancel);
    }

    // The merge that brought it and nothing else, where the tree has that.
    private static async Task<CommitId?> FindMergeAsync((StoredTree Tree, TreeRepository Repository, CommitId Tip) at, StoredApplication? application, CancellationToken cancel)
    {
        if (application?.Tip is not { } tip || !await at.Repository.IsAncestorAsync(tip, at.Tip, cancel)) return null;
        return await at.Repository.FindAsync($"{tip.Hex}^2", cancel) is null ? null : tip;
    }

    // The newest first: all between the oldest and the newest, of which those are taken.
    private static async Task<List<CommitId>> OrderAsync(TreeRepository repository, List<CommitId> commits, CancellationToken cancel)
    {
        var oldest = (await repository.RunAsync(["merge-base", "--octopus", .. commits.Select(static commit => commit.Hex)], cancel)).OrThrow("putting commits in order").Text;
        var listed = await CommitEntry.ListAsync(repository, [.. commits.Select(static commit => commit.Hex), $"^{oldest}^@"], cancel);
        return [.. listed.Reverse().Select(static commit => commit.Id).Where(commits.Contains)];
    }

    private static async Task<CommitId> ParentAsync(TreeRepository repository, CommitId commit, CancellationToken cancel) => await repository.FindAsync($"{commit.Hex}^", cancel) ?? throw new GitException($"{commit.Short} has no parent");

    private static string Message(SeriesDetail detail, ImmutableArray<(CommitId Commit, bool IsMerge)> taken, ImmutableArray<CommitEntry> history, DropRequest request)
    {
        var title = taken is [(_, false)] && history is [var only] ? only.Title : NameParts.Split(detail.Summary.Name).Title;
        var lines = string.Join('\n', taken.Select(static one => $"This reverts commit {one.Commit.Hex}."));
        return $"Revert \"{title}\"\n\n{lines}\n{(request.Why.Length > 0 ? $"\n{request.Why}\n" : "")}\nSigned-off-by: {request.Signer.Name} <{request.Signer.Email}>\n";
    }
}
