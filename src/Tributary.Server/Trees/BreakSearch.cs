using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Finds the commit of a tree since which patches do not fit: by halves, among those that touch the files in question.</summary>
internal sealed class BreakSearch(TreeRepository repository, TreeTrial trial)
{
    private const int MostCommits = 64;
    private static readonly TimeSpan BeforeSent = TimeSpan.FromDays(60);

    /// <summary>Finds it.</summary>
    /// <param name="at">The tip, the last commit on which they fitted (null: not known), and when they were sent.</param>
    /// <param name="patches">The patches.</param>
    /// <param name="paths">The files that do not fit.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Null where they fit on none of the commits before either.</returns>
    public async Task<CommitEntry?> FindAsync((CommitId Tip, CommitId? Good, DateTimeOffset SentAt) at, ImmutableArray<MailPatch> patches, ImmutableArray<string> paths, CancellationToken cancel)
    {
        string[] span = at.Good is { } good ? [$"^{good.Hex}"] : [$"--since=@{(at.SentAt - BeforeSent).ToUnixTimeSeconds()}"];
        var listed = (await repository.RunAsync(["rev-list", "--topo-order", "--no-merges", $"--max-count={MostCommits}", .. span, at.Tip.Hex, "--", .. paths.Select(static path => $":(literal){path}")], cancel)).OrThrow("reading who touched a file").Text;
        var commits = listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(CommitId.Parse).Reverse().ToList();
        if (commits.Count == 0 || !await FitsBeforeAsync(commits[0], patches, cancel)) return null;
        var (low, high) = (0, commits.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (await FitsBeforeAsync(commits[middle], patches, cancel)) low = middle;
            else high = middle - 1;
        }

        return (await CommitEntry.ListAsync(repository, [commits[low].Hex, "-1"], cancel)) is [var found] ? found : null;
    }

    private async Task<bool> FitsBeforeAsync(CommitId commit, ImmutableArray<MailPatch> patches, CancellationToken cancel) =>
        await repository.FindAsync($"{commit.Hex}^", cancel) is { } parent && (await trial.RunAsync(parent, patches, cancel)).Result.Fits;
}
