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
    /// <returns>The diff; empty of a merge.</returns>
    /// <exception cref="GitException">git failed.</exception>
    public static string ReadOne(string repository, CommitId commit)
    {
        using var git = GitProgram.Start(repository, Command);
        try
        {
            git.StandardInput.Write(commit.Hex + "\n");
            git.StandardInput.Close();
            // Of one commit git says little that is wrong: its words wait in the pipe meanwhile.
            using var output = new MemoryStream();
            git.StandardOutput.BaseStream.CopyTo(output);
            var said = git.StandardError.ReadToEnd();
            git.WaitForExit();
            if (git.ExitCode != 0) throw new GitException($"reading diffs of {repository} failed: {GitResult.LastWords(said)}");
            foreach (var (_, diff) in Parse(Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length), [commit])) return diff;
            return "";
        }
        finally
        {
            GitProgram.Kill(git);
        }
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
