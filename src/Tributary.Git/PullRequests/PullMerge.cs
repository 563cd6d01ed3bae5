using System.Globalization;
using Tributary.Workflow;

namespace Tributary.Git;

/// <summary>Finds the merge commit by which a tree pulled a commit.</summary>
public static class PullMerge
{
    // Clocks of two people may differ.
    private static readonly TimeSpan Slack = TimeSpan.FromDays(2);

    /// <summary>The merge on the tree's own line of history that brought a commit.</summary>
    /// <param name="repository">Where both are.</param>
    /// <param name="head">The commit that was asked for.</param>
    /// <param name="tip">The tree's tip, which has it.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Null where it came without a merge.</returns>
    /// <exception cref="GitException">git failed.</exception>
    public static async Task<CommitEntry?> FindAsync(TreeRepository repository, CommitId head, CommitId tip, CancellationToken cancel)
    {
        if (await CommitEntry.ListAsync(repository, [head.Hex, "-1"], cancel) is not [var asked]) return null;
        var since = (asked.CommittedAt - Slack).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var listed = (await repository.RunAsync(["rev-list", "--first-parent", $"--since=@{since}", tip.Hex], cancel)).OrThrow("reading the line of a tree").Text;
        var line = listed.Split('\n').Where(static hex => CommitId.TryParse(hex, out _)).Select(CommitId.Parse).ToList();
        if (line.Count == 0) return null;
        // The newest has it; down the line it is lost at one place.
        var (has, end) = (0, line.Count);
        while (end - has > 1)
        {
            var middle = has + ((end - has) / 2);
            if (await repository.IsAncestorAsync(head, line[middle], cancel)) has = middle;
            else end = middle;
        }

        if (await CommitEntry.ListAsync(repository, [line[has].Hex, "-1"], cancel) is not [{ Parents: > 1 } merge]) return null;
        return await repository.FindAsync($"{merge.Id.Hex}^1", cancel) is { } before && !await repository.IsAncestorAsync(head, before, cancel) ? merge : null;
    }
}
