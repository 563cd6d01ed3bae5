using System.Collections.Immutable;
using Tributary.Workflow;

namespace Tributary.Git;

/// <summary>
/// Tries whether patches fit on a commit, in a scratch index that holds only the files they touch: as cheap on a kernel as on a small tree. Nothing is checked out or kept.
/// (What git would follow through a rename it does not: then <c>trib apply</c> may succeed where this says conflict.)
/// </summary>
public sealed class TreeTrial(TreeRepository repository)
{
    /// <summary>Tries.</summary>
    /// <param name="at">The commit.</param>
    /// <param name="patches">The patches in order, those it depends on first.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<TrialOutcome> RunAsync(CommitId at, ImmutableArray<MailPatch> patches, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("tributary-trial-").FullName;
        try
        {
            var room = new GitRoom { Index = Path.Combine(folder, "index"), Settings = ["core.bare=true"] };
            var paths = patches.SelectMany(static patch => patch.Paths).Distinct(StringComparer.Ordinal).ToList();
            var listed = (await repository.RunInAsync(room, ["ls-tree", "-r", "-z", "--full-tree", at.Hex, "--", .. paths.Select(static path => $":(literal){path}")], cancel)).OrThrow("reading the files of a tree");
            (await repository.RunInAsync(room, ["update-index", "-z", "--index-info"], cancel, listed.Output)).OrThrow("filling a scratch index");
            var (result, changes) = (AppliesResult.Clean, false);
            for (var number = 0; number < patches.Length; number++)
            {
                var (one, said) = await TryAsync(room, patches[number], cancel);
                if (one is AppliesResult.Conflict or AppliesResult.Unreadable) return new(one, number, PathsOf(said, patches[number]), said);
                if (one == AppliesResult.ThreeWay) result = AppliesResult.ThreeWay;
                changes |= one != AppliesResult.There;
            }

            return new(changes ? result : AppliesResult.There, -1, [], "");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<(AppliesResult Result, string Said)> TryAsync(GitRoom room, MailPatch patch, CancellationToken cancel)
    {
        var plain = await repository.RunInAsync(room, ["apply", "--cached", "--whitespace=nowarn", "-"], cancel, patch.Patch);
        if (plain.IsSuccess) return (AppliesResult.Clean, "");
        var before = (await repository.RunInAsync(room, ["ls-files", "-s"], cancel)).Text;
        var merged = await repository.RunInAsync(room, ["apply", "--cached", "--3way", "--whitespace=nowarn", "-"], cancel, patch.Patch);
        if (merged.IsSuccess) return ((await repository.RunInAsync(room, ["ls-files", "-s"], cancel)).Text == before ? AppliesResult.There : AppliesResult.ThreeWay, "");
        var reversed = await repository.RunInAsync(room, ["apply", "--cached", "--check", "-R", "--whitespace=nowarn", "-"], cancel, patch.Patch);
        if (reversed.IsSuccess) return (AppliesResult.There, "");
        return (merged.Error.Contains("No valid patches", StringComparison.Ordinal) || merged.Error.Contains("corrupt patch", StringComparison.Ordinal) ? AppliesResult.Unreadable : AppliesResult.Conflict, $"{plain.Error}\n{merged.Error}");
    }

    // "error: patch failed: a/file.c:12", "error: file.c: does not exist in index", "U file.c".
    private static ImmutableArray<string> PathsOf(string said, MailPatch patch) => [.. patch.Paths.Where(path => said.Contains($" {path}:", StringComparison.Ordinal) || said.Contains($"U {path}", StringComparison.Ordinal) || said.Contains($"'{path}'", StringComparison.Ordinal))];
}

/// <summary>How a try ended.</summary>
/// <param name="Result">Whether they fit.</param>
/// <param name="Index">Which patch does not, from 0; -1 where all fit.</param>
/// <param name="Paths">The files that do not fit.</param>
/// <param name="Said">git's words.</param>
public sealed record TrialOutcome(AppliesResult Result, int Index, ImmutableArray<string> Paths, string Said);
