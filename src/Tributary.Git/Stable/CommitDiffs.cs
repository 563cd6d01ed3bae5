using System.Collections.Immutable;
using System.Text;
using Tributary.Workflow;

namespace Tributary.Git;

/// <summary>Reads what commits changed, all by one git. Renames are shown as a file gone and a file come, so that the same change gives the same text everywhere.</summary>
public static class CommitDiffs
{
    // git answers in a stream; so many commits at a time bound what is held.
    private const int Most = 200;

    /// <summary>The diff of each commit against its first parent, in order; a merge's is empty.</summary>
    /// <param name="repository">The git folder.</param>
    /// <param name="commits">Commits that it has.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <exception cref="GitException">git failed.</exception>
    public static async IAsyncEnumerable<(CommitId Commit, string Diff)> ReadAsync(
        string repository, ImmutableArray<CommitId> commits, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var part in commits.Chunk(Most))
        {
            var input = Encoding.ASCII.GetBytes(string.Concat(part.Select(static commit => commit.Hex + "\n")));
            var result = (await GitProgram.RunAsync(
                repository, ["diff-tree", "--stdin", "-r", "-p", "--root", "--full-index", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color", "--format=%x00%H"], cancel, input)).OrThrow($"reading diffs of {repository}");
            var asked = part.ToHashSet();
            foreach (var block in Encoding.UTF8.GetString(result.Output.Span).Split('\0'))
            {
                if (block.Length < 40 || block.IndexOf('\n', StringComparison.Ordinal) is not (> 0 and var end) || !CommitId.TryParse(block[..end], out var commit) || !asked.Contains(commit)) continue;
                yield return (commit, block[end..].TrimStart('\n'));
            }
        }
    }
}
