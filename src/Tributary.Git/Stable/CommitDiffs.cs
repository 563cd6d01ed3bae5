using System.Collections.Immutable;
using System.Text;
using Tributary.Workflow;

namespace Tributary.Git;

/// <summary>Reads what commits changed, all by one git. Renames are shown as a file gone and a file come, so that the same change gives the same text everywhere.</summary>
public static class CommitDiffs
{
    // git answers in a stream; so many commits at a time bound what is held.
    private const int Most = 200;

    private static readonly ImmutableArray<string> Command = ["diff-tree", "--stdin", "-r", "-p", "--root", "--full-index", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color", "--format=%x00%H"];

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
            var result = (await GitProgram.RunAsync(repository, Command, cancel, input)).OrThrow($"reading diffs of {repository}");
            foreach (var one in Parse(Encoding.UTF8.GetString(result.Output.Span), part)) yield return one;
        }
    }

    /// <summary>The diff of one commit, waited for: what the program needs to wait otherwise takes longer to set up than git's answer.</summary>
    /// <param name="repository">The git folder.</param>
    /// <param name="commit">A commit that it has.</param>
    /// <returns>The diff, empty of a merge; null where git failed, and <see cref="ReadAsync"/> says why.</returns>
    public static string? FindOne(string repository, CommitId commit)
    {
        if (GitProgram.Ask(repository, Command, Encoding.ASCII.GetBytes(commit.Hex + "\n")) is not { } answer) return null;
        var text = Encoding.UTF8.GetString(answer);
        // A zero byte, its name, an empty line, the diff.
        var start = 1 + commit.Hex.Length;
        if (text.Length <= start || !text.AsSpan(1).StartsWith(commit.Hex, StringComparison.Ordinal)) return "";
        var end = text.IndexOf('\0', start);
        return text[start..(end < 0 ? text.Length : end)].TrimStart('\n');
    }

    private static IEnumerable<(CommitId Commit, string Diff)> Parse(string text, CommitId[] asked)
    {
        foreach (var block in text.Split('\0'))
        {
            if (block.Length < 40 || block.IndexOf('\n', StringComparison.Ordinal) is not (> 0 and var end) || !CommitId.TryParse(block[..end], out var commit) || !asked.Contains(commit)) continue;
            yield return (commit, block[end..].TrimStart('\n'));
        }
    }
}
