using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tributary.Workflow;

namespace Tributary.Git;

/// <summary>Counts in a repository what a pull request asks for.</summary>
/// <param name="repository">The git folder.</param>
public sealed class PullReader(string repository)
{
    // Title, merges and all: fields parted by a byte that no field holds, commits by another.
    private const string Format = "--format=%H%x1f%P%x1f%an%x1f%cI%x1f%B%x1e";

    /// <summary>What lies between two commits.</summary>
    /// <param name="since">The older one; the merge base of both is where it begins.</param>
    /// <param name="head">The commit that is to be pulled.</param>
    /// <param name="into">The tip of the destination, for conflicts; null where that is not known.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Null where they have nothing in common.</returns>
    /// <exception cref="GitException">git failed.</exception>
    public async Task<PullFacts?> ReadAsync(CommitId since, CommitId head, CommitId? into, CancellationToken cancel)
    {
        var found = await RunAsync(["merge-base", since.Hex, head.Hex], cancel);
        if (!found.IsSuccess || !CommitId.TryParse(found.Text.Split('\n')[0], out var start)) return null;
        var range = $"{start.Hex}..{head.Hex}";
        var ends = await ListAsync(["log", "--no-walk=unsorted", Format, start.Hex, head.Hex], cancel);
        var (files, insertions, deletions) = ReadCounts((await RunAsync(["diff", "-M", "--shortstat", range], cancel)).OrThrow("counting lines").Text);
        return new()
        {
            Base = ends[0], Head = ends[^1], Commits = await ListAsync(["log", "--topo-order", "--reverse", Format, range], cancel),
            Files = files, Insertions = insertions, Deletions = deletions,
            Shortlog = (await RunAsync(["shortlog", range], cancel)).OrThrow("listing authors").Text,
            Diffstat = (await RunAsync(["diff", "-M", "--stat", "--summary", range], cancel)).OrThrow("listing files").Text,
            Conflicts = into is { } tip ? await FindConflictsAsync(start, head, tip, cancel) : [],
        };
    }

    /// <summary>The files in which merging a commit into another conflicts, with the last commits of both sides that touched each.</summary>
    public async Task<ImmutableArray<PullConflict>> FindConflictsAsync(CommitId start, CommitId head, CommitId into, CancellationToken cancel)
    {
        var merged = await RunAsync(["merge-tree", "--write-tree", "--name-only", "--no-messages", "-z", into.Hex, head.Hex], cancel);
        if (merged.ExitCode == 0) return [];
        if (merged.ExitCode != 1) merged.OrThrow("merging into the destination");
        var conflicts = ImmutableArray.CreateBuilder<PullConflict>();
        foreach (var path in merged.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries).Skip(1).Distinct(StringComparer.Ordinal))
            conflicts.Add(new(path, await FindLastAsync($"{start.Hex}..{head.Hex}", path, cancel), await FindLastAsync($"{start.Hex}..{into.Hex}", path, cancel)));
        return conflicts.ToImmutable();
    }

    private async Task<string?> FindLastAsync(string range, string path, CancellationToken cancel)
    {
        var last = await RunAsync(["log", "-1", "--no-merges", "--abbrev=12", "--format=%h (\"%s\")", range, "--", path], cancel);
        return last.IsSuccess && last.Text.Length > 0 ? last.Text : null;
    }

    private async Task<ImmutableArray<PullCommit>> ListAsync(ImmutableArray<string> arguments, CancellationToken cancel)
    {
        var listed = (await RunAsync(arguments, cancel)).OrThrow("listing commits");
        var commits = ImmutableArray.CreateBuilder<PullCommit>();
        foreach (var record in Encoding.UTF8.GetString(listed.Output.Span).Split('\x1e'))
        {
            var fields = record.TrimStart('\n').Split('\x1f', 5);
            if (fields.Length < 5 || !CommitId.TryParse(fields[0], out var id)) continue;
            commits.Add(new()
            {
                Id = id, Parents = [.. fields[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(CommitId.Parse)], Author = fields[2],
                CommittedAt = DateTimeOffset.TryParse(fields[3], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : DateTimeOffset.UnixEpoch, Message = fields[4].TrimEnd('\n'),
            });
        }

        return commits.ToImmutable();
    }

    // " 3 files changed, 10 insertions(+), 2 deletions(-)": each part only where it is not 0.
    private static (int Files, int Insertions, int Deletions) ReadCounts(string text)
    {
        var counts = (Files: 0, Insertions: 0, Deletions: 0);
        foreach (var part in text.Split(','))
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2 || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) continue;
            if (words[1].StartsWith("file", StringComparison.Ordinal)) counts.Files = number;
            else if (words[1].StartsWith("insertion", StringComparison.Ordinal)) counts.Insertions = number;
            else if (words[1].StartsWith("deletion", StringComparison.Ordinal)) counts.Deletions = number;
        }

        return counts;
    }

    private Task<GitResult> RunAsync(ImmutableArray<string> arguments, CancellationToken cancel) => GitProgram.RunAsync(repository, arguments, cancel);
}
