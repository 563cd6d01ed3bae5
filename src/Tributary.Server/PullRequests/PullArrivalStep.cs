using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tributary.Git;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Looks at the pull requests that came by mail: counts in git what they ask for, ties their commits to patches, and accepts those that were pulled, by the commit that they ask for.
/// Each is looked at again when a tree has moved. May be run twice without harm.
/// </summary>
public sealed class PullArrivalStep(ApplyTools tools)
{
    private const int AtOnce = 200;
    private const int MostParts = 500;

    // What was not pulled in a year is not pulled any more.
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(400);

    private readonly PullCheckStore store = new(tools.Database);
    private readonly ThreadQueries threads = new(tools.Database);

    /// <summary>Looks at those that are open.</summary>
    /// <returns>How many were seen to be pulled.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        if (tools.Folder.Length == 0) return 0;
        await using var turn = await NodeTurn.TakeAsync(tools.Database, "arrived pull requests", isPatient: true, cancel);
        var look = await ReadTreesAsync(cancel);
        var count = 0;
        while (await store.ListAsync(tools.Clock.GetUtcNow() - Oldest, look.Seen, AtOnce, cancel) is { Count: > 0 } found)
        {
            // What went to several projects is a series in each.
            foreach (var pulls in found.GroupBy(static one => one.Message)) count += await LookAsync([.. pulls], look, cancel) ? 1 : 0;
        }

        return count;
    }

    private async Task<TreesSeen> ReadTreesAsync(CancellationToken cancel)
    {
        var trees = ImmutableArray.CreateBuilder<TreeSeen>();
        foreach (var tree in await tools.Trees.ListAsync(cancel))
        {
            if (TreeRepository.Find(tools.Folder, tree.Family) is { } repository && await repository.FindTipAsync(tree.Name, cancel) is { } tip) trees.Add(new(tree, repository, tip));
        }

        var tips = string.Join('\n', trees.Select(static one => $"{one.Tree.Name} {one.Tip.Hex}"));
        return new(trees.ToImmutable(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(tips)).AsSpan(0, 8)));
    }

    private async Task<bool> LookAsync(ImmutableArray<ArrivedPull> pulls, TreesSeen look, CancellationToken cancel)
    {
        var (pull, before) = (pulls[0], pulls[0].Standing);
        var (standing, isOpen) = (before ?? new(), false);
        if ((await threads.ListRawsAsync([pull.Message], cancel)) is [var raw])
        {
            var message = MessageReader.Read(raw.Raw);
            var mail = PatchMail.Read(message);
            var claim = PullClaim.Read(mail.Content);
            if (CommitId.TryParse(claim.Head, out var head))
            {
                var (profile, facts) = (await tools.FindProfileAsync(pull.Project, cancel), RouteFacts.Of(ThreadMember.Of(message, mail)));
                // As its line in the queue says, or somebody said there.
                standing = standing with { Head = head.Hex, Into = pull.Tree ?? PullRouting.Decide(profile, facts).Tree, Tree = PullRouting.FindPulled(profile, facts)?.Name };
                standing = await ReadAsync((claim, head, pull.SentAt), standing, look, cancel);
                if (standing.IsPulled == true && before?.IsPulled != true) await AcceptAsync(pulls, head, (standing, before), look, cancel);
                isOpen = standing.IsPulled != true;
            }
        }

        await store.PutAsync(pull.Message, standing, (look.Seen, isOpen), cancel);
        return standing.IsPulled == true && before?.IsPulled != true;
    }

    private static bool IsWanted(TreeSeen one, string? into) => one.Tree.Name == into || one.Tree.Name == ProfileTrees.Mainline;

    private async Task<PullStanding> ReadAsync((PullClaim Claim, CommitId Head, DateTimeOffset SentAt) asked, PullStanding standing, TreesSeen look, CancellationToken cancel)
    {
        if (standing.Counted is null) standing = await CountAsync(asked, standing, look, cancel);
        // The tree that is asked first: mainline has in the end what every tree has.
        var wanted = look.Trees.Where(one => IsWanted(one, standing.Into)).OrderBy(one => one.Tree.Name == standing.Into ? 0 : 1).ToList();
        if (wanted.Count > 0) standing = standing with { IsPulled = false };
        foreach (var one in wanted)
        {
            if (await one.Repository.FindAsync(asked.Head.Hex, cancel) is null || !await one.Repository.IsAncestorAsync(asked.Head, one.Tip, cancel)) continue;
            var merge = await PullMerge.FindAsync(one.Repository, asked.Head, one.Tip, cancel);
            return standing with
            {
                IsPulled = true, PulledInto = one.Tree.Name, Merge = merge?.Id.Hex, PulledAt = merge?.CommittedAt, PulledBy = merge is null ? null : $"{merge.Committer.Name} <{merge.Committer.Email}>",
            };
        }

        return standing;
    }

    private async Task<PullStanding> CountAsync((PullClaim Claim, CommitId Head, DateTimeOffset SentAt) asked, PullStanding standing, TreesSeen look, CancellationToken cancel)
    {
        foreach (var repository in look.Trees.Select(static one => one.Repository).DistinctBy(static one => one.Folder))
        {
            if (await repository.FindAsync(asked.Head.Hex, cancel) is null) continue;
            var start = CommitId.TryParse(asked.Claim.Base, out var named) ? await repository.FindAsync(named.Hex, cancel) : null;
            start ??= look.Trees.Where(one => one.Repository.Folder == repository.Folder && IsWanted(one, standing.Into)).OrderBy(one => one.Tree.Name == standing.Into ? 0 : 1).Select(static one => (CommitId?)one.Tip).FirstOrDefault();
            if (start is not { } since || await new PullReader(repository.Folder).ReadAsync(since, asked.Head, into: null, cancel) is not { Commits.IsEmpty: false } facts) continue;
            return standing with
            {
                Counted = new(facts.Count, facts.Files, facts.Insertions, facts.Deletions) { Days = facts.DaysTo(asked.SentAt) }, AllCommits = facts.Commits.Length,
                Parts = await ListPartsAsync(repository, facts, cancel),
            };
        }

        return standing;
    }

    private async Task<ImmutableArray<PullPart>> ListPartsAsync(TreeRepository repository, PullFacts facts, CancellationToken cancel)
    {
        var commits = await CommitEntry.ListAsync(repository, [facts.Head.Id.Hex, $"^{facts.Base.Id.Hex}"], cancel);
        ImmutableArray<CommitEntry> parts = [.. commits.Where(static commit => commit.Parents < 2).Take(MostParts)];
        var known = (await new SightingMatch(tools.Database, repository).FindAsync(parts, cancel)).ToLookup(static one => one.Commit.Id);
        return [.. parts.Select(commit => known[commit.Id].FirstOrDefault() is { } one ? new PullPart(commit.Id.Hex, commit.Title, one.Patch.MessageId.Value, one.Found.Slug) : new PullPart(commit.Id.Hex, commit.Title, null, null))];
    }

    private async Task AcceptAsync(ImmutableArray<ArrivedPull> pulls, CommitId head, (PullStanding Now, PullStanding? Before) standing, TreesSeen look, CancellationToken cancel)
    {
        var (now, tree) = (standing.Now, look.Trees.First(one => one.Tree.Name == standing.Now.PulledInto).Tree);
        foreach (var pull in pulls)
        {
            await tools.Acceptance.RunAsync(
                new(tree, pull.Series, [new(pull.MessageId, head, CommitFound.PullRequest, $"{tree.Name} has the commit that it asks for")], new(null, Door.Git, tools.Clock.GetUtcNow()))
                {
                    Tip = CommitId.TryParse(now.Merge, out var merge) ? merge : head, Base = "", By = now.PulledBy ?? "",
                    // That it was not pulled yet was seen before: else it is of the past, and nobody is told.
                    IsHistory = standing.Before?.IsPulled is not false,
                }, cancel);
        }
    }

    private sealed record TreesSeen(ImmutableArray<TreeSeen> Trees, string Seen);

    private sealed record TreeSeen(StoredTree Tree, TreeRepository Repository, CommitId Tip);
}
