using System.Collections.Immutable;
using System.Text;
using Tributary.Workflow;

namespace Tributary.Git;

/// <summary>Makes the history of a tree without some of its commits, or with their revert. Nothing refers to what it makes; who calls it holds the repository's lock.</summary>
public sealed class TreeDropper(TreeRepository repository)
{
    /// <summary>The tree without the commits: what came after them is put on what was before.</summary>
    /// <param name="name">The name of the worktree.</param>
    /// <param name="tip">The tree's tip.</param>
    /// <param name="span">What stays below, and the last commit that is left out.</param>
    /// <param name="committer">Who commits.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<AmOutcome> RebaseAsync(string name, CommitId tip, (CommitId Below, CommitId Last) span, GitPerson committer, CancellationToken cancel)
    {
        if (span.Last == tip) return new AmOutcome.Applied(span.Below, []);
        var work = await repository.AddWorktreeAsync(name, tip, [], cancel);
        var room = new GitRoom { Committer = committer, Settings = ["rebase.instructionFormat=%s", "rebase.backend=merge"] };
        var rebased = await work.RunAsync(room, ["rebase", "--quiet", "--rebase-merges", "--no-gpg-sign", "--empty=drop", "--onto", span.Below.Hex, span.Last.Hex], cancel);
        return await EndAsync(work, name, rebased, cancel);
    }

    /// <summary>The tree with one commit more that takes the commits back.</summary>
    /// <param name="name">The name of the worktree.</param>
    /// <param name="tip">The tree's tip.</param>
    /// <param name="commits">The commits, the newest first; a merge commit stands for all that it brought.</param>
    /// <param name="revert">Who commits, and the message.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<AmOutcome> RevertAsync(string name, CommitId tip, ImmutableArray<(CommitId Commit, bool IsMerge)> commits, (GitPerson Committer, string Message) revert, CancellationToken cancel)
    {
        var work = await repository.AddWorktreeAsync(name, tip, [], cancel);
        var room = new GitRoom { Committer = revert.Committer };
        foreach (var (commit, isMerge) in commits)
        {
            var reverted = await work.RunAsync(room, ["revert", "--no-commit", .. (isMerge ? (ReadOnlySpan<string>)["-m", "1"] : []), commit.Hex], cancel);
            if (!reverted.IsSuccess) return await EndAsync(work, name, reverted, cancel);
        }

        var committed = await work.RunAsync(room, ["commit", "--quiet", "--no-gpg-sign", "--no-verify", "-F", "-"], cancel, Encoding.UTF8.GetBytes(revert.Message));
        return await EndAsync(work, name, committed, cancel);
    }

    private async Task<AmOutcome> EndAsync(Worktree work, string name, GitResult result, CancellationToken cancel)
    {
        AmOutcome outcome;
        if (result.IsSuccess) outcome = new AmOutcome.Applied(CommitId.Parse((await work.RunAsync(GitRoom.Plain, ["rev-parse", "HEAD"], cancel)).OrThrow("reading the new tip").Text), []);
        else
        {
            var unmerged = (await work.RunAsync(GitRoom.Plain, ["diff", "--name-only", "--diff-filter=U", "-z"], cancel)).Text.Split('\0', StringSplitOptions.RemoveEmptyEntries);
            outcome = new AmOutcome.Conflict(0, "", [.. unmerged.Distinct()], GitResult.LastWords(result.Error));
        }

        await repository.RemoveWorktreeAsync(name, cancel);
        return outcome;
    }
}
