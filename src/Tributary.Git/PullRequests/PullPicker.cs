using System.Collections.Immutable;
using System.Text;
using Tributary.Workflow;

namespace Tributary.Git;

/// <summary>Makes what a pull request points to: a tag, or a branch of some commits alone.</summary>
/// <param name="repository">The repository; whoever calls holds no lock of it.</param>
public sealed class PullPicker(TreeRepository repository)
{
    /// <summary>The ref of a branch that was made for a pull request.</summary>
    public static string BranchRef(string branch) => $"refs/heads/{branch}";

    /// <summary>Puts commits onto another and makes a branch of them; one of that name is replaced.</summary>
    /// <param name="branch">Its name.</param>
    /// <param name="onto">What they are put onto.</param>
    /// <param name="commits">The commits, the oldest first.</param>
    /// <param name="committer">Who does so.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The tip of the branch.</returns>
    /// <exception cref="GitException">They do not fit there; the line says which commit and which files.</exception>
    public async Task<CommitId> PickAsync(string branch, CommitId onto, ImmutableArray<CommitId> commits, GitPerson committer, CancellationToken cancel)
    {
        using var held = await repository.LockAsync(cancel);
        var paths = (await repository.RunAsync(["log", "--no-walk", "--format=", "--name-only", "-z", .. commits.Select(static commit => commit.Hex)], cancel)).OrThrow("listing the files of the series").Text
            .Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(static path => path.Trim('\n')).Distinct(StringComparer.Ordinal).ToImmutableArray();
        var name = $"pull-{branch.Replace('/', '+')}";
        var work = await repository.AddWorktreeAsync(name, onto, paths, cancel);
        try
        {
            foreach (var commit in commits)
            {
                var picked = await work.RunAsync(new() { Committer = committer }, ["cherry-pick", "--allow-empty", commit.Hex], cancel);
                if (picked.IsSuccess) continue;
                var files = (await work.RunAsync(GitRoom.Plain, ["diff", "--name-only", "--diff-filter=U"], cancel)).Text.Replace('\n', ' ');
                throw new GitException($"{commit.Short} does not fit onto {onto.Short}{(files.Length > 0 ? $": conflict in {files}" : $": {GitResult.LastWords(picked.Error)}")}");
            }

            var tip = CommitId.Parse((await work.RunAsync(GitRoom.Plain, ["rev-parse", "HEAD"], cancel)).OrThrow("reading the new branch").Text);
            (await repository.RunAsync(["update-ref", BranchRef(branch), tip.Hex], cancel)).OrThrow($"making the branch {branch}");
            return tip;
        }
        finally
        {
            await repository.RemoveWorktreeAsync(name, CancellationToken.None);
        }
    }

    /// <summary>Makes a tag, signed where a key is given; one of that name is replaced.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="at">The commit.</param>
    /// <param name="text">Its message.</param>
    /// <param name="signing">Who tags; the key (an id of gpg, or the file of an ssh key), null for none.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <exception cref="GitException">It cannot be made or signed.</exception>
    public async Task TagAsync(string name, CommitId at, string text, (GitPerson Tagger, string? Key) signing, CancellationToken cancel)
    {
        if (!TreeSource.IsBranch(name)) throw new GitException($"{name} is no name of a tag");
        ImmutableArray<string> settings = signing.Key is not { } key ? [] : File.Exists(key) ? ["gpg.format=ssh", $"user.signingKey={Path.GetFullPath(key)}"] : [$"user.signingKey={key}"];
        using var held = await repository.LockAsync(cancel);
        var made = await repository.RunInAsync(
            new() { Committer = signing.Tagger, Settings = settings }, ["tag", "--force", signing.Key is null ? "--annotate" : "--sign", "--cleanup=verbatim", "--file=-", name, at.Hex], cancel, Encoding.UTF8.GetBytes(text));
        made.OrThrow($"making the tag {name}");
    }

    /// <summary>Pushes refs to a repository; those that are there are replaced.</summary>
    /// <exception cref="GitException">It cannot be pushed.</exception>
    public async Task PushAsync(string url, ImmutableArray<string> refs, CancellationToken cancel) =>
        (await repository.RunAsync(["push", "--quiet", "--force", url, .. refs.Select(static one => $"{one}:{one}")], cancel)).OrThrow($"pushing to {url}");
}
