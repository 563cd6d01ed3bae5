using System.Collections.Immutable;
using System.Text;
using Tributary.Workflow;

namespace Tributary.Git;

/// <summary>
/// Tries whether patches fit on a commit, and says what <c>git am --3way</c> would: first in a scratch index that holds only the files they touch, as cheap on a kernel as on a small tree; where that
/// cannot know (a file was renamed or is gone, the patch renames or removes one), by a <c>git am</c> in a worktree of its own. Nothing is kept.
/// </summary>
public sealed class TreeTrial(TreeRepository repository)
{
    // What the merge of git am does with these, applying alone does not know.
    private static readonly string[] Uncommon = ["\ndeleted file mode ", "\nrename from ", "\ncopy from ", "\nGIT binary patch"];
    private static readonly GitPerson Nobody = new("Tributary", "trial@localhost.invalid");

    /// <summary>Tries. The caller does not hold the repository's lock.</summary>
    /// <param name="at">The commit.</param>
    /// <param name="patches">The patches in order, those it depends on first.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<TrialOutcome> RunAsync(CommitId at, ImmutableArray<MailPatch> patches, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("tributary-trial-").FullName;
        try
        {
            return await RunInIndexAsync(folder, at, patches, cancel) ?? await RunInWorktreeAsync(at, patches, cancel);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Null where only a merge of whole trees can tell.
    private async Task<TrialOutcome?> RunInIndexAsync(string folder, CommitId at, ImmutableArray<MailPatch> patches, CancellationToken cancel)
    {
        var room = new GitRoom { Index = Path.Combine(folder, "index"), Settings = ["core.bare=true"] };
        var paths = patches.SelectMany(static patch => patch.Paths).Distinct(StringComparer.Ordinal).ToList();
        paths.AddRange(await ListAboveAsync(at, paths, cancel));
        var listed = (await repository.RunInAsync(room, ["ls-tree", "-r", "-z", "--full-tree", at.Hex, "--", .. paths.Select(static path => $":(literal){path}")], cancel)).OrThrow("reading the files of a tree");
        (await repository.RunInAsync(room, ["update-index", "-z", "--index-info"], cancel, listed.Output)).OrThrow("filling a scratch index");
        var (result, changes) = (AppliesResult.Clean, false);
        for (var number = 0; number < patches.Length; number++)
        {
            var (one, said) = await TryAsync(room, patches[number], cancel);
            if (one is AppliesResult.Conflict or AppliesResult.ThreeWay && await IsUncommonAsync(room, patches[number], cancel)) return null;
            if (one is AppliesResult.Conflict or AppliesResult.Unreadable) return new(one, number, PathsOf(said, patches[number]), said) { Places = [.. ConflictReader.ListFailed(said)] };
            if (one == AppliesResult.ThreeWay) result = AppliesResult.ThreeWay;
            changes |= one != AppliesResult.There;
        }

        return new(changes ? result : AppliesResult.There, -1, [], "");
    }

    private async Task<TrialOutcome> RunInWorktreeAsync(CommitId at, ImmutableArray<MailPatch> patches, CancellationToken cancel)
    {
        var name = $"trial-{Guid.NewGuid():N}";
        using var held = await repository.LockAsync(cancel);
        var applier = new TreeApplier(repository);
        try
        {
            var made = await applier.ApplyAsync(
                new(name, at, [.. patches.Select(static patch => patch.ToMail(patch.Message, "trial@localhost.invalid"))]) { Paths = [.. patches.SelectMany(static patch => patch.Paths).Distinct(StringComparer.Ordinal)], Committer = Nobody }, cancel);
            return made switch
            {
                AmOutcome.Applied applied when applied.Tip == at => new(AppliesResult.There, -1, [], ""),
                AmOutcome.Applied applied => new(AppliesResult.ThreeWay, -1, await ChangedAsync(at, applied.Tip, cancel), ""),
                AmOutcome.Conflict conflict => new(AppliesResult.Conflict, conflict.Index, conflict.Paths, conflict.Said) { Places = [.. conflict.Hunks.Select(static hunk => (hunk.Path, hunk.Line))] },
                _ => new(AppliesResult.Conflict, 0, [], ""),
            };
        }
        finally
        {
            await applier.AbortAsync(name, CancellationToken.None);
        }
    }

    private async Task<(AppliesResult Result, string Said)> TryAsync(GitRoom room, MailPatch patch, CancellationToken cancel)
    {
        var plain = await repository.RunInAsync(room, ["apply", "--cached", "--whitespace=nowarn", "-"], cancel, patch.Patch);
        if (plain.IsSuccess) return (AppliesResult.Clean, "");
        var before = (await repository.RunInAsync(room, ["ls-files", "-s"], cancel)).Text;
        var why = await FindLackAsync(room, patch, cancel);
        var merged = why is null ? await repository.RunInAsync(room, ["apply", "--cached", "--3way", "--whitespace=nowarn", "-"], cancel, patch.Patch) : null;
        if (merged is { IsSuccess: true }) return ((await repository.RunInAsync(room, ["ls-files", "-s"], cancel)).Text == before ? AppliesResult.There : AppliesResult.ThreeWay, "");
        // The index as it was: a merge that failed leaves its stages in it.
        if (merged is not null) await RestoreAsync(room, before, cancel);
        var reversed = await repository.RunInAsync(room, ["apply", "--cached", "--check", "-R", "--whitespace=nowarn", "-"], cancel, patch.Patch);
        if (reversed.IsSuccess) return (AppliesResult.There, "");
        var said = $"{plain.Error}\n{merged?.Error ?? why}";
        return (said.Contains("No valid patches", StringComparison.Ordinal) || said.Contains("corrupt patch", StringComparison.Ordinal) ? AppliesResult.Unreadable : AppliesResult.Conflict, said);
    }

    // git am merges only where it has what every file of the patch was before, and the patch fits on that.
    private async Task<string?> FindLackAsync(GitRoom room, MailPatch patch, CancellationToken cancel)
    {
        var ancestor = room with { Index = room.Index + ".ancestor" };
        File.Delete(ancestor.Index!);
        var built = await repository.RunInAsync(room, ["apply", $"--build-fake-ancestor={ancestor.Index}", "-"], cancel, patch.Patch);
        if (!built.IsSuccess) return built.Error;
        var fits = await repository.RunInAsync(ancestor, ["apply", "--cached", "--whitespace=nowarn", "-"], cancel, patch.Patch);
        return fits.IsSuccess ? null : fits.Error;
    }

    private async Task RestoreAsync(GitRoom room, string entries, CancellationToken cancel)
    {
        File.Delete(room.Index!);
        if (entries.Length == 0) return;
        (await repository.RunInAsync(room, ["update-index", "--index-info"], cancel, Encoding.UTF8.GetBytes(entries + "\n"))).OrThrow("filling a scratch index");
    }

    // A file that the patch is about is not there, or it does more to files than to change their lines.
    private async Task<bool> IsUncommonAsync(GitRoom room, MailPatch patch, CancellationToken cancel)
    {
        var text = Encoding.UTF8.GetString(patch.Patch.Span);
        if (Uncommon.Any(mark => text.Contains(mark, StringComparison.Ordinal))) return true;
        var there = (await repository.RunInAsync(room, ["ls-files", "-z"], cancel)).Text.Split('\0').ToHashSet(StringComparer.Ordinal);
        return patch.Paths.Any(path => !there.Contains(path));
    }

    // Files and symbolic links where a patch wants a folder.
    private async Task<IEnumerable<string>> ListAboveAsync(CommitId at, List<string> paths, CancellationToken cancel)
    {
        var folders = paths.Where(static path => !path.Any(char.IsControl)).SelectMany(FoldersOf).Distinct(StringComparer.Ordinal).ToList();
        if (folders.Count == 0) return [];
        var kinds = await repository.RunAsync(["cat-file", "--batch-check=%(objecttype)"], cancel, Encoding.UTF8.GetBytes(string.Concat(folders.Select(folder => $"{at.Hex}:{folder}\n"))));
        return folders.Zip(kinds.OrThrow("reading the folders of a tree").Text.Split('\n')).Where(static pair => pair.Second == "blob").Select(static pair => pair.First);
    }

    private static IEnumerable<string> FoldersOf(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1)) yield return path[..slash];
    }

    private async Task<ImmutableArray<string>> ChangedAsync(CommitId before, CommitId after, CancellationToken cancel) =>
        [.. (await repository.RunAsync(["diff-tree", "-r", "-z", "--name-only", "--no-renames", before.Hex, after.Hex], cancel)).Text.Split('\0', StringSplitOptions.RemoveEmptyEntries)];

    // "error: patch failed: a/file.c:12", "error: file.c: does not exist in index", "U file.c".
    private static ImmutableArray<string> PathsOf(string said, MailPatch patch) => [.. patch.Paths.Where(path => said.Contains($" {path}:", StringComparison.Ordinal) || said.Contains($"U {path}", StringComparison.Ordinal) || said.Contains($"'{path}'", StringComparison.Ordinal))];
}

/// <summary>How a try ended.</summary>
/// <param name="Result">Whether they fit.</param>
/// <param name="Index">Which patch does not, from 0; -1 where all fit.</param>
/// <param name="Paths">The files that do not fit; where a merge of whole trees told, the files that change.</param>
/// <param name="Said">git's words.</param>
public sealed record TrialOutcome(AppliesResult Result, int Index, ImmutableArray<string> Paths, string Said)
{
    /// <summary>Of what does not fit the files and lines, as far as git says.</summary>
    public ImmutableArray<(string Path, int Line)> Places { get; init; } = [];
}
