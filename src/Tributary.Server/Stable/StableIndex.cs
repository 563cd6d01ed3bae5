using System.Collections.Immutable;
using System.Diagnostics;
using Tributary.Git;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>The index of the commits of mainline and the stable branches of one family of trees, kept beside the family's repository.</summary>
/// <param name="repository">The git folder of the family.</param>
public sealed class StableIndex(string repository)
{
    // More new commits than this are read as fast by making it anew.
    private const int MostBranches = 500;

    /// <summary>Where it is: <c>linux.commits</c> beside <c>linux.git</c>.</summary>
    public string Path { get; } = (repository.EndsWith(".git", StringComparison.Ordinal) ? repository[..^".git".Length] : repository.TrimEnd('/')) + ".commits";

    /// <summary>The git folder.</summary>
    public string Repository => repository;

    /// <summary>Brings it up to date with the repository: adds what is new, and makes it anew where a history was rewritten or a branch came.</summary>
    /// <param name="pattern">The pattern of stable branches, e.g. <c>linux-*.y</c>.</param>
    /// <param name="cancel">Ends it early; the index is as it was.</param>
    /// <exception cref="GitException">git failed.</exception>
    public async Task<IndexOutcome> UpdateAsync(string pattern, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var (branches, releases) = await BranchRefs.ReadAsync(repository, TreeRef.Tip(IndexedBranch.Mainline), Matcher(pattern), cancel);
        if (branches.IsEmpty || !branches[0].IsMainline) throw new GitException($"{repository} has no tree {IndexedBranch.Mainline}: add it with trib tree add and fetch it");
        if (branches.Length > MostBranches) throw new GitException($"{repository} has {branches.Length} stable branches; at most {MostBranches} are followed");
        // A second process that finds it being made waits for the first one, and then has little to do.
        using var held = await RepositoryLock.TakeAsync(LockFolder(), cancel);
        var added = await TryAddAsync(branches, releases, cancel);
        if (added is { } count) return new(IsNew: false, count, watch.Elapsed);
        return new(IsNew: true, await BuildAsync(branches, releases, cancel), watch.Elapsed);
    }

    /// <summary>The index for questions; null where it was not made yet.</summary>
    public CommitIndex? Open() => CommitIndex.Find(Path);

    /// <summary>Tells stable branches by their name's pattern, in which <c>*</c> stands for anything.</summary>
    public static Predicate<string> Matcher(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0) return name => name == pattern;
        var (head, tail) = (pattern[..star], pattern[(star + 1)..]);
        return name => name.Length > head.Length + tail.Length && name.StartsWith(head, StringComparison.Ordinal) && name.EndsWith(tail, StringComparison.Ordinal);
    }

    private string LockFolder()
    {
        var folder = Path + ".lock";
        Directory.CreateDirectory(folder);
        return folder;
    }

    private async Task<long> BuildAsync(ImmutableArray<IndexedBranch> branches, ImmutableArray<ReleaseTag> releases, CancellationToken cancel)
    {
        using var build = new CommitIndexBuild(Path);
        long count = 0;
        foreach (var commit in CommitLog.Read(repository, [.. branches.Select(static branch => branch.Tip)], [], cancel))
        {
            build.Add(commit);
            count++;
        }

        build.Place(branches, releases);
        await AddPatchesAsync(build.ListUnstated(), build.AddPatch, cancel);
        build.Finish();
        return count;
    }

    // Null where adding would not do.
    private async Task<long?> TryAddAsync(ImmutableArray<IndexedBranch> branches, ImmutableArray<ReleaseTag> releases, CancellationToken cancel)
    {
        ImmutableArray<BranchFacts> known;
        var tagged = new HashSet<string>(StringComparer.Ordinal);
        var last = new Dictionary<int, string>();
        using (var index = Open())
        {
            if (index is null) return null;
            known = index.Branches;
            foreach (var branch in known)
            {
                var names = index.ListReleases(branch.Number);
                tagged.UnionWith(names);
                if (!names.IsEmpty) last[branch.Number] = names[^1];
            }
        }

        if (!known.Select(static branch => branch.Name).ToHashSet(StringComparer.Ordinal).SetEquals(branches.Select(static branch => branch.Name))) return null;
        var moved = branches.Select(branch => (Branch: branch, Known: known.First(one => one.Name == branch.Name))).Where(static one => one.Branch.Tip != one.Known.Tip).ToImmutableArray();
        foreach (var (branch, was) in moved)
        {
            if (!(await GitProgram.RunAsync(repository, ["merge-base", "--is-ancestor", was.Tip.Hex, branch.Tip.Hex], cancel)).IsSuccess) return null;
        }

        using var update = CommitIndexUpdate.Begin(Path);
        var commits = CommitLog.Read(repository, [.. moved.Select(static one => one.Branch.Tip)], [.. known.Select(static branch => branch.Tip)], cancel).Reverse().ToList();
        foreach (var commit in commits) update.Add(commit);
        foreach (var (branch, was) in moved) update.Extend(branch, was.Number, await ListAsync(branch.Tip, was.Tip.Hex, cancel));
        foreach (var tag in releases.Where(tag => !tagged.Contains(tag.Name)))
        {
            if (update.FindBranchOf(tag) is not { } number) continue;
            var before = last.GetValueOrDefault(number) ?? known[number].Base;
            // A release between two that are known changes what came first where.
            if (last.TryGetValue(number, out var newest) && ReleaseTag.Compare(tag.Name, newest) < 0) return null;
            var start = before is null ? null : releases.FirstOrDefault(one => one.Name == before)?.Commit.Hex;
            update.Release(number, tag, await ListAsync(tag.Commit, start, cancel));
            last[number] = tag.Name;
        }

        await AddPatchesAsync(moved.Any(static one => !one.Branch.IsMainline) ? update.ListUnstated() : [], update.AddPatch, cancel);
        update.Finish();
        return commits.Count;
    }

    private async Task AddPatchesAsync(ImmutableArray<CommitId> commits, Action<CommitId, ChangeIdentity> add, CancellationToken cancel)
    {
        await foreach (var (commit, diff) in CommitDiffs.ReadAsync(repository, commits, cancel))
        {
            if (ChangeIdentity.Of(diff) is { } change) add(commit, change);
        }
    }

    private async Task<ImmutableArray<CommitId>> ListAsync(CommitId tip, string? without, CancellationToken cancel)
    {
        var result = (await GitProgram.RunAsync(repository, without is null ? ["rev-list", tip.Hex] : ["rev-list", tip.Hex, "^" + without], cancel)).OrThrow($"listing commits of {repository}");
        return [.. result.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(CommitId.Parse)];
    }
}

/// <summary>What became of the index.</summary>
/// <param name="IsNew">It was made anew.</param>
/// <param name="Commits">How many commits were read.</param>
/// <param name="Took">How long it took.</param>
public sealed record IndexOutcome(bool IsNew, long Commits, TimeSpan Took);
