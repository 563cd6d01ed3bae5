using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tributary.Workflow;

namespace Tributary.Git;

/// <summary>A commit of a tree, with what is said in it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Parents">How many parents it has.</param>
/// <param name="Author">Its author.</param>
/// <param name="Committer">Who committed it.</param>
/// <param name="CommittedAt">When.</param>
/// <param name="Message">Its message; the title is the first paragraph.</param>
public sealed record CommitEntry(CommitId Id, int Parents, GitPerson Author, GitPerson Committer, DateTimeOffset CommittedAt, string Message)
{
    private const string Format = "--format=%H%x00%P%x00%an%x00%ae%x00%cn%x00%ce%x00%ct%x00%B%x00";

    /// <summary>The title, on one line.</summary>
    public string Title => string.Join(' ', Message.TrimStart().Split("\n\n", 2)[0].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>The commits that a tree has and another commit has not, the oldest first.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="wanted">Revisions as <c>git rev-list</c> takes them, e.g. <c>TIP ^READ</c>, <c>--since=@1700000000</c>.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<ImmutableArray<CommitEntry>> ListAsync(TreeRepository repository, ImmutableArray<string> wanted, CancellationToken cancel)
    {
        var log = (await repository.RunAsync(["log", "--reverse", "--topo-order", "--no-show-signature", "--no-color", "--encoding=UTF-8", Format, .. wanted, "--"], cancel)).OrThrow("reading the commits of a tree");
        var fields = Encoding.UTF8.GetString(log.Output.Span).Split('\0');
        var commits = ImmutableArray.CreateBuilder<CommitEntry>();
        for (var at = 0; at + 7 < fields.Length; at += 8)
        {
            if (!CommitId.TryParse(fields[at].Trim('\n'), out var id)) break;
            var when = long.TryParse(fields[at + 6], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) ? Math.Clamp(seconds, 0, 4_102_444_800) : 0;
            commits.Add(new(
                id, fields[at + 1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, new(fields[at + 2], fields[at + 3]), new(fields[at + 4], fields[at + 5]), DateTimeOffset.FromUnixTimeSeconds(when), fields[at + 7]));
        }

        return commits.ToImmutable();
    }

    /// <summary>What <c>git patch-id --stable</c> says of commits; those without a change are left out.</summary>
    public static async Task<IReadOnlyDictionary<CommitId, string>> PatchIdsAsync(TreeRepository repository, IReadOnlyCollection<CommitId> commits, CancellationToken cancel)
    {
        var found = new Dictionary<CommitId, string>();
        foreach (var chunk in commits.Chunk(200))
        {
            var diffs = await repository.RunAsync(["diff-tree", "--stdin", "-p", "--root", "--no-color", "--no-ext-diff", "--no-textconv"], cancel, Encoding.ASCII.GetBytes(string.Concat(chunk.Select(static commit => commit.Hex + "\n"))));
            var ids = await repository.RunAsync(["patch-id", "--stable"], cancel, diffs.OrThrow("reading changes").Output);
            foreach (var line in ids.OrThrow("reading patch-ids").Text.Split('\n'))
            {
                if (line.Split(' ') is [var patch, var hex] && CommitId.TryParse(hex, out var commit)) found[commit] = patch;
            }
        }

        return found;
    }

    /// <summary>Which of these commits a tree does not have (or this repository does not know).</summary>
    public static async Task<IReadOnlySet<CommitId>> ListLackingAsync(TreeRepository repository, string tip, IReadOnlyCollection<CommitId> commits, CancellationToken cancel)
    {
        var lacking = commits.ToHashSet();
        if (commits.Count == 0) return lacking;
        var known = (await repository.RunAsync(["cat-file", "--batch-check=%(objectname) %(objecttype)"], cancel, Encoding.ASCII.GetBytes(string.Concat(commits.Select(static commit => commit.Hex + "\n"))))).OrThrow("looking for commits");
        var there = known.Text.Split('\n').Select(static line => line.Split(' ')).Where(static words => words is [_, "commit"]).Select(static words => CommitId.Parse(words[0])).ToList();
        if (there.Count == 0) return lacking;
        // What cannot be reached is listed, with what lies between.
        var asked = Encoding.ASCII.GetBytes(string.Concat(there.Select(static commit => commit.Hex + "\n")) + $"^{tip}\n");
        var beyond = (await repository.RunAsync(["rev-list", "--stdin"], cancel, asked)).OrThrow("asking what a tree has").Text.Split('\n').ToHashSet(StringComparer.Ordinal);
        lacking.ExceptWith(there.Where(commit => !beyond.Contains(commit.Hex)));
        return lacking;
    }
}
