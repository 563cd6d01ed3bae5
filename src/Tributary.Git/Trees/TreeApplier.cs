using System.Collections.Immutable;
using System.Text;
using Tributary.Workflow;

namespace Tributary.Git;

/// <summary>
/// Applies patches by <c>git am --3way</c>, one after the other, in a worktree with only the files they touch. Nothing refers to what it makes before it is whole; who calls it
/// holds the repository's lock. Killed at any moment, it is begun anew.
/// </summary>
public sealed class TreeApplier(TreeRepository repository)
{
    private const string Nothing = "-";

    // A file that was renamed is followed. Where thousands could be it, only its name and its very content count: comparing with every file of a kernel takes a minute.
    private static readonly ImmutableArray<string> Settings = ["am.threeWay=true", "advice.mergeConflict=false", "merge.renames=true", "merge.renameLimit=200"];

    /// <summary>Applies them from the first on; a worktree of that name is replaced.</summary>
    public async Task<AmOutcome> ApplyAsync(AmRequest request, CancellationToken cancel)
    {
        var work = await repository.AddWorktreeAsync(request.Name, request.Base, request.Paths, cancel);
        File.WriteAllText(ProgressOf(request.Name), "");
        return await GoOnAsync(work, request, cancel);
    }

    /// <summary>Goes on after somebody mended a conflict in the worktree: what he left is staged and committed where he did not do it himself.</summary>
    public async Task<AmOutcome> ContinueAsync(AmRequest request, CancellationToken cancel)
    {
        if (repository.FindWorktree(request.Name) is not { } work || !File.Exists(ProgressOf(request.Name))) return new AmOutcome.Stuck("There is no open worktree: apply it again.");
        var made = ReadProgress(request);
        var before = await HeadAsync(work, cancel);
        if (await IsInAmAsync(work, cancel))
        {
            if ((await MarkedAsync(work, cancel)) is { IsEmpty: false } marked) return await SayAsync(work, made.Length, (marked, "", "There are still marks of the conflict."), cancel);
            (await work.RunAsync(GitRoom.Plain, ["add", "--sparse", "-A"], cancel)).OrThrow("staging what was mended");
            var room = new GitRoom { Committer = request.Committer };
            var done = await work.RunAsync(room, ["am", "--continue"], cancel);
            // Nothing is left of the patch: the tree has it already.
            if (!done.IsSuccess && (await work.RunAsync(GitRoom.Plain, ["diff", "--cached", "--quiet"], cancel)).ExitCode == 0) done = await work.RunAsync(room, ["am", "--skip"], cancel);
            if (!done.IsSuccess) return await SayAsync(work, made.Length, (await UnmergedAsync(work, cancel), done.Error, Words(done)), cancel);
        }

        var after = await HeadAsync(work, cancel);
        var last = made.LastOrDefault(static one => one is not null) ?? request.Base;
        if (after != last && !await IsChildAsync(work, after, last, cancel)) return new AmOutcome.Stuck($"More than one commit was made in {work.Folder}: one a patch, please; --abort begins anew.");
        Note(request.Name, after == last ? null : after);
        return await GoOnAsync(work, request, cancel);
    }

    /// <summary>Gives up what is open; nothing happens where nothing is.</summary>
    public async Task AbortAsync(string name, CancellationToken cancel)
    {
        await repository.RemoveWorktreeAsync(name, cancel);
        File.Delete(ProgressOf(name));
    }

    private async Task<AmOutcome> GoOnAsync(Worktree work, AmRequest request, CancellationToken cancel)
    {
        var room = new GitRoom { Committer = request.Committer, Settings = Settings };
        for (var index = ReadProgress(request).Length; index < request.Mails.Length; index++)
        {
            var before = await HeadAsync(work, cancel);
            var applied = await work.RunAsync(room, ["am", "--3way", "--no-gpg-sign", "--no-scissors", "--quiet", "--patch-format=mboxrd"], cancel, request.Mails[index]);
            if (!applied.IsSuccess && await IsThereAsync(work, cancel)) applied = await work.RunAsync(room, ["am", "--skip"], cancel);
            if (!applied.IsSuccess) return await SayAsync(work, index, (await UnmergedAsync(work, cancel), applied.Error, Words(applied)), cancel);
            var after = await HeadAsync(work, cancel);
            Note(request.Name, after == before ? null : after);
        }

        return await FinishAsync(work, request, cancel);
    }

    private async Task<AmOutcome> FinishAsync(Worktree work, AmRequest request, CancellationToken cancel)
    {
        var commits = ReadProgress(request);
        var tip = await HeadAsync(work, cancel);
        if (request.MergeMessage is { } message && tip != request.Base)
        {
            var made = await repository.RunInAsync(
                new() { Committer = request.Committer }, ["commit-tree", "-p", request.Base.Hex, "-p", tip.Hex, "-F", "-", $"{tip.Hex}^{{tree}}"], cancel, Encoding.UTF8.GetBytes(message));
            tip = CommitId.Parse(made.OrThrow("making the merge commit").Text);
        }

        await AbortAsync(request.Name, cancel);
        return new AmOutcome.Applied(tip, commits);
    }

    private string ProgressOf(string name) => Path.Combine(repository.WorkFolder, name + ".progress");

    private ImmutableArray<CommitId?> ReadProgress(AmRequest request) =>
        [.. File.ReadAllLines(ProgressOf(request.Name)).Where(static line => line == Nothing || CommitId.TryParse(line, out _)).Select(static line => line == Nothing ? (CommitId?)null : CommitId.Parse(line))];

    private void Note(string name, CommitId? commit) => File.AppendAllText(ProgressOf(name), $"{commit?.Hex ?? Nothing}\n");

    private static async Task<CommitId> HeadAsync(Worktree work, CancellationToken cancel) =>
        CommitId.Parse((await work.RunAsync(GitRoom.Plain, ["rev-parse", "--verify", "HEAD"], cancel)).OrThrow($"reading {work.Folder}").Text);

    private static async Task<bool> IsInAmAsync(Worktree work, CancellationToken cancel)
    {
        var place = (await work.RunAsync(GitRoom.Plain, ["rev-parse", "--git-path", "rebase-apply"], cancel)).OrThrow($"reading {work.Folder}").Text;
        return Directory.Exists(Path.GetFullPath(place, work.Folder));
    }

    // The tree has the change though git am, which lacks what the files were before, cannot tell: it can be taken back.
    private static async Task<bool> IsThereAsync(Worktree work, CancellationToken cancel)
    {
        var scratch = Path.Combine(Directory.CreateTempSubdirectory("tributary-there-").FullName, "index");
        try
        {
            var room = new GitRoom { Index = scratch };
            (await work.RunAsync(room, ["read-tree", "HEAD"], cancel)).OrThrow($"reading {work.Folder}");
            var place = (await work.RunAsync(GitRoom.Plain, ["rev-parse", "--git-path", "rebase-apply/patch"], cancel)).OrThrow($"reading {work.Folder}").Text;
            var patch = Path.GetFullPath(place, work.Folder);
            return File.Exists(patch) && (await work.RunAsync(room, ["apply", "--cached", "--check", "-R", "--whitespace=nowarn", patch], cancel)).IsSuccess;
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(scratch)!, recursive: true);
        }
    }

    private static async Task<bool> IsChildAsync(Worktree work, CommitId commit, CommitId parent, CancellationToken cancel) =>
        (await work.RunAsync(GitRoom.Plain, ["rev-parse", "--verify", "--quiet", $"{commit.Hex}^"], cancel)).Text == parent.Hex;

    private static async Task<ImmutableArray<string>> UnmergedAsync(Worktree work, CancellationToken cancel) => Names(await work.RunAsync(GitRoom.Plain, ["diff", "--name-only", "--diff-filter=U", "-z"], cancel));

    // What was mended is told by the marks alone: whether it was staged is no sign.
    private static async Task<ImmutableArray<string>> MarkedAsync(Worktree work, CancellationToken cancel)
    {
        var unmerged = await UnmergedAsync(work, cancel);
        return [.. unmerged.Where(path => Path.Combine(work.Folder, path) is var file && File.Exists(file) && File.ReadLines(file).Any(static line => line.StartsWith("<<<<<<< ", StringComparison.Ordinal)))];
    }

    // Where git could not even begin to merge, it names the places itself.
    private static async Task<AmOutcome> SayAsync(Worktree work, int index, (ImmutableArray<string> Unmerged, string Error, string Words) at, CancellationToken cancel)
    {
        ImmutableArray<string> paths = at.Unmerged.IsEmpty ? [.. ConflictReader.ListFailed(at.Error).Select(static one => one.Path).Distinct()] : at.Unmerged;
        return new AmOutcome.Conflict(index, work.Folder, paths, at.Words) { Hunks = await ConflictReader.ReadAsync(work, at.Unmerged, at.Error, cancel) };
    }

    private static ImmutableArray<string> Names(GitResult result) => [.. result.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries).Distinct()];

    private static string Words(GitResult failed)
    {
        var lines = $"{Encoding.UTF8.GetString(failed.Output.Span)}\n{failed.Error}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.FirstOrDefault(static line => line.StartsWith("CONFLICT", StringComparison.Ordinal)) ?? lines.FirstOrDefault(static line => line.StartsWith("error:", StringComparison.Ordinal)) ?? GitResult.LastWords(failed.Error);
    }
}
