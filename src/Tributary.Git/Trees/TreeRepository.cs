using System.Collections.Immutable;
using Tributary.Workflow;

namespace Tributary.Git;

/// <summary>
/// The repository of a family of trees (those with a history in common): bare, a folder of ours, every tree a ref in it (<see cref="TreeRef"/>). Reading
/// needs no lock; who writes holds one (<see cref="LockAsync"/>).
/// </summary>
public sealed class TreeRepository
{
    // Old commits of large projects have these faults, and they harm nobody; all else that fsck finds (paths with "..", ".git", hostile .gitmodules) refuses the fetch.
    private static readonly ImmutableArray<string> FetchSettings =
    [
        "fetch.fsckObjects=true", "fetch.unpackLimit=1", "core.logAllRefUpdates=false",
        .. ((ReadOnlySpan<string>)["badTimezone", "badDate", "badDateOverflow", "missingSpaceBeforeDate", "missingSpaceBeforeEmail", "missingEmail", "missingNameBeforeEmail", "badName", "badEmail", "zeroPaddedFilemode", "zeroPaddedDate", "missingTaggerEntry", "multipleAuthors"]).ToArray().Select(static fault => $"fetch.fsck.{fault}=warn"),
    ];

    private TreeRepository(string folder) => Folder = folder;

    /// <summary>The git folder.</summary>
    public string Folder { get; }

    /// <summary>The folder of the worktrees of this family.</summary>
    public string WorkFolder => Folder[..^".git".Length] + ".work";

    /// <summary>The repository of a family; made where it is absent.</summary>
    /// <param name="root">The folder of all of them: <c>trees</c> in the data folder.</param>
    /// <param name="family">The family's name, e.g. <c>linux</c>.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <exception cref="GitException">It cannot be made.</exception>
    public static async Task<TreeRepository> OpenAsync(string root, string family, CancellationToken cancel)
    {
        if (!TreeName.IsFamily(family)) throw new GitException($"{family} is no name of a family of trees");
        var place = Path.Combine(Path.GetFullPath(root), family + ".git");
        if (InboxLocation.IsRepository(place)) return new(place);
        Directory.CreateDirectory(root);
        // Made beside its place and then moved, so that nobody finds half of it.
        var unfinished = $"{place}.new-{Environment.ProcessId}-{Guid.NewGuid():N}";
        (await GitProgram.RunAsync(null, ["init", "--quiet", "--bare", unfinished], cancel)).OrThrow($"making the repository {place}");
        try
        {
            Directory.Move(unfinished, place);
        }
        catch (IOException) when (InboxLocation.IsRepository(place))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        return new(place);
    }

    /// <summary>The repository of a family if it is there.</summary>
    public static TreeRepository? Find(string root, string family)
    {
        if (!TreeName.IsFamily(family)) return null;
        var place = Path.Combine(Path.GetFullPath(root), family + ".git");
        return InboxLocation.IsRepository(place) ? new(place) : null;
    }

    /// <summary>Waits for the right to write.</summary>
    public Task<RepositoryLock> LockAsync(CancellationToken cancel) => RepositoryLock.TakeAsync(Folder, cancel);

    /// <summary>Runs a git on it.</summary>
    public Task<GitResult> RunAsync(ImmutableArray<string> arguments, CancellationToken cancel, ReadOnlyMemory<byte> input = default) => GitProgram.RunAsync(Folder, arguments, cancel, input);

    /// <summary>Runs a git on it with an index or committer of its own.</summary>
    public Task<GitResult> RunInAsync(GitRoom room, ImmutableArray<string> arguments, CancellationToken cancel, ReadOnlyMemory<byte> input = default) => GitProgram.RunInAsync(room, Folder, arguments, input, cancel);

    /// <summary>Fetches a tree's branch and tags, under the lock. Broken off at any moment the tree is as it was.</summary>
    /// <returns>The tip before (null: there was none) and now.</returns>
    /// <exception cref="GitException">It cannot be fetched; the line says why.</exception>
    public async Task<TreeFetched> FetchAsync(TreeSource source, CancellationToken cancel)
    {
        if (!TreeSource.IsAddress(source.Url) || !TreeSource.IsBranch(source.Branch)) throw new GitException($"{source.Name}: {source.Url} {source.Branch} is no address and branch");
        using var held = await LockAsync(cancel);
        var before = await FindTipAsync(source.Name, cancel);
        await FetchAsync(source, TreeRef.Tip(source.Name), cancel);
        var after = await FindTipAsync(source.Name, cancel) ?? throw new GitException($"fetching {source.Name} failed: {source.Url} has no branch {source.Branch}");
        if (before != after) await TidyAsync(cancel);
        return new(before, after);
    }

    /// <summary>Fetches many branches of one repository and its tags at once, under the lock: each branch is a tree, <c>stable/linux-6.6.y</c>. Those that come later come with it, and those that go go.</summary>
    /// <returns>How many branches there are, and whether anything moved.</returns>
    /// <exception cref="GitException">They cannot be fetched; the line says why.</exception>
    public async Task<BranchesFetched> FetchBranchesAsync(TreeSource source, CancellationToken cancel)
    {
        if (!TreeSource.IsAddress(source.Url) || !TreeSource.IsPattern(source.Branch)) throw new GitException($"{source.Name}: {source.Url} {source.Branch} is no address and pattern of branches");
        using var held = await LockAsync(cancel);
        var tips = TreeRef.Tips(source.Name, source.Branch);
        var before = await RunAsync(["for-each-ref", "--format=%(refname) %(objectname)", tips], cancel);
        await FetchAsync(source, tips, cancel);
        var after = await RunAsync(["for-each-ref", "--format=%(refname) %(objectname)", tips], cancel);
        var count = after.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        if (count == 0) throw new GitException($"fetching {source.Name} failed: {source.Url} has no branch {source.Branch}");
        if (before.Text != after.Text) await TidyAsync(cancel);
        return new(count, before.Text != after.Text);
    }

    /// <summary>The tip of a tree as last fetched or pushed; null before the first time.</summary>
    public Task<CommitId?> FindTipAsync(string tree, CancellationToken cancel) => FindAsync(TreeRef.Tip(tree), cancel);

    /// <summary>The commit that a ref, tag or abbreviated name stands for; null where there is none.</summary>
    public async Task<CommitId?> FindAsync(string name, CancellationToken cancel)
    {
        var found = await RunAsync(["rev-parse", "--quiet", "--verify", "--end-of-options", name + "^{commit}"], cancel);
        return found.IsSuccess && CommitId.TryParse(found.Text, out var commit) ? commit : null;
    }

    /// <summary>True when a commit is the other or among what it is built on.</summary>
    public async Task<bool> IsAncestorAsync(CommitId ancestor, CommitId commit, CancellationToken cancel) =>
        (await RunAsync(["merge-base", "--is-ancestor", ancestor.Hex, commit.Hex], cancel)).ExitCode == 0;

    /// <summary>
    /// A worktree with only these files in it, on a commit and no branch; the caller holds the lock while this runs. One that is there under the name is removed first.
    /// </summary>
    /// <param name="name">Its folder's name.</param>
    /// <param name="at">The commit.</param>
    /// <param name="paths">The files wanted; others are in the index alone.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<Worktree> AddWorktreeAsync(string name, CommitId at, ImmutableArray<string> paths, CancellationToken cancel)
    {
        var folder = Path.Combine(WorkFolder, name);
        await RemoveWorktreeAsync(name, cancel);
        Directory.CreateDirectory(WorkFolder);
        (await RunAsync(["worktree", "add", "--quiet", "--detach", "--no-checkout", "--force", folder, at.Hex], cancel)).OrThrow($"making a worktree in {folder}");
        var work = new Worktree(folder);
        await work.ShowAsync(paths, cancel);
        return work;
    }

    /// <summary>The worktree of a name, or null.</summary>
    public Worktree? FindWorktree(string name)
    {
        var folder = Path.Combine(WorkFolder, name);
        return File.Exists(Path.Combine(folder, ".git")) ? new(folder) : null;
    }

    /// <summary>Removes a worktree with all that is in it; nothing happens where there is none. The caller holds the lock.</summary>
    public async Task RemoveWorktreeAsync(string name, CancellationToken cancel)
    {
        var folder = Path.Combine(WorkFolder, name);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        // git locks a worktree while it makes it, and keeps what is locked: one that was killed there would be in the way for ever.
        if (Directory.Exists(Path.Combine(Folder, "worktrees", name))) File.Delete(Path.Combine(Folder, "worktrees", name, "locked"));
        (await RunAsync(["worktree", "prune", "--expire=now"], cancel)).OrThrow("removing worktrees that are gone");
    }

    private async Task FetchAsync(TreeSource source, string into, CancellationToken cancel)
    {
        ImmutableArray<string> served = InboxLocation.IsUrl(source.Url) && !source.Url.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? [] : ["--upload-pack=git -c safe.directory=* upload-pack"];
        var fetched = await RunInAsync(
            new() { Settings = FetchSettings },
            ["fetch", "--quiet", "--atomic", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance", "--prune", .. served, source.Url, $"+refs/heads/{source.Branch}:{into}", $"+refs/tags/*:{TreeRef.Tags(source.Name)}*"], cancel);
        fetched.OrThrow($"fetching {source.Name}");
    }

    // Many small packs slow every reader down; a commit graph makes the questions of ancestry cheap.
    private async Task TidyAsync(CancellationToken cancel)
    {
        if (Directory.GetFiles(Path.Combine(Folder, "objects", "pack"), "*.pack").Length > 40) (await RunAsync(["repack", "-d", "-q", "--geometric=2"], cancel)).OrThrow("packing");
        (await RunAsync(["commit-graph", "write", "--reachable", "--split", "--no-progress"], cancel)).OrThrow("writing the commit graph");
    }
}

/// <summary>What a fetch of many branches did.</summary>
/// <param name="Branches">How many there are.</param>
/// <param name="HasMoved">One came, went or moved.</param>
public sealed record BranchesFetched(int Branches, bool HasMoved);

/// <summary>What a fetch did.</summary>
/// <param name="Before">The tip before; null the first time.</param>
/// <param name="After">The tip now.</param>
public sealed record TreeFetched(CommitId? Before, CommitId After);
