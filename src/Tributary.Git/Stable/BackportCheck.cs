using System.Collections.Immutable;
using System.Globalization;
using Tributary.Workflow;

namespace Tributary.Git;

/// <summary>Finds whether a commit applies to a branch, and which earlier commits the lines that conflict come from. It changes no branch and needs no worktree.</summary>
public static class BackportCheck
{
    private const int MostFiles = 20;
    private const int MostHunks = 40;

    /// <summary>Tries to cherry-pick a commit onto a branch.</summary>
    /// <param name="repository">The git folder.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="onto">The branch's tip.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The files that conflict; empty where it applies.</returns>
    /// <exception cref="GitException">git failed.</exception>
    public static async Task<ImmutableArray<string>> ListConflictsAsync(string repository, CommitId commit, CommitId onto, CancellationToken cancel)
    {
        var merged = await TryAsync(repository, commit, onto, cancel);
        return merged.ExitCode == 0 ? [] : [.. merged.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries).Skip(1).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The tree that a cherry-pick gives, by its name; null where it conflicts.</summary>
    /// <exception cref="GitException">git failed.</exception>
    internal static async Task<string?> MergeAsync(string repository, CommitId commit, CommitId onto, CancellationToken cancel)
    {
        var merged = await TryAsync(repository, commit, onto, cancel);
        return merged.ExitCode == 0 ? merged.Text.Split('\0')[0].Trim() : null;
    }

    private static async Task<GitResult> TryAsync(string repository, CommitId commit, CommitId onto, CancellationToken cancel)
    {
        // A commit with the branch's content on the fix's parent: merging the fix into it is what a cherry-pick does.
        var room = new GitRoom { Committer = new("Tributary", "tributary@localhost"), CommittedAt = DateTimeOffset.UnixEpoch, Author = new("Tributary", "tributary@localhost") };
        var stand = (await GitProgram.RunInAsync(room, repository, ["commit-tree", $"{onto.Hex}^{{tree}}", "-p", $"{commit.Hex}^", "-m", "stand"], default, cancel)).OrThrow($"trying {commit.Short} on {onto.Short}").Text;
        var merged = await GitProgram.RunAsync(repository, ["merge-tree", "--write-tree", "--name-only", "--no-messages", "-z", stand, commit.Hex], cancel);
        if (merged.ExitCode is not (0 or 1)) merged.OrThrow($"trying {commit.Short} on {onto.Short}");
        return merged;
    }

    /// <summary>The commits that the lines come from which a commit changes in some files, the newest first: where it conflicts they may have to go first. A suggestion, no promise.</summary>
    public static async Task<ImmutableArray<CommitId>> ListBlamedAsync(string repository, CommitId commit, ImmutableArray<string> files, CancellationToken cancel)
    {
        var found = new List<CommitId>();
        foreach (var file in files.Take(MostFiles))
        {
            var diff = await GitProgram.RunAsync(repository, ["diff-tree", "-p", "-r", "--no-commit-id", "--no-renames", "--no-ext-diff", "--no-textconv", "-U3", commit.Hex, "--", file], cancel);
            var ranges = diff.Text.Split('\n').Where(static line => line.StartsWith("@@ -", StringComparison.Ordinal)).Take(MostHunks).Select(OldRange).OfType<string>().ToArray();
            if (ranges.Length == 0) continue;
            var blame = await GitProgram.RunAsync(repository, ["blame", "-s", "-l", "--no-abbrev", .. ranges.SelectMany(static range => (string[])["-L", range]), $"{commit.Hex}^", "--", file], cancel);
            if (!blame.IsSuccess) continue;
            foreach (var line in blame.Text.Split('\n'))
            {
                if (CommitId.TryParse(line.TrimStart('^').Split(' ')[0], out var blamed) && !found.Contains(blamed)) found.Add(blamed);
            }
        }

        return [.. found];
    }

    // "@@ -10,7 +10,8 @@" is "10,+7".
    private static string? OldRange(string line)
    {
        var numbers = line["@@ -".Length..].Split(' ')[0].Split(',');
        var count = numbers.Length > 1 && int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 1;
        return count == 0 || !int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var start) || start == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{start},+{count}");
    }
}
