using Tributary.Workflow;

namespace Tributary.Git;

/// <summary>Makes a commit of mainline into one on a stable branch. The new commit stands in no ref: it is read and sent, and git forgets it in time.</summary>
public static class Backport
{
    /// <summary>Picks a commit.</summary>
    /// <param name="at">The git folder; who commits and when, and the author.</param>
    /// <param name="commit">The commit of mainline.</param>
    /// <param name="onto">What it is put on: the branch's tip, or what was picked before.</param>
    /// <param name="write">Makes its message of the one it has.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The new commit; null where it does not apply.</returns>
    /// <exception cref="GitException">git failed.</exception>
    public static async Task<CommitId?> PickAsync((string Repository, GitRoom Room) at, CommitId commit, CommitId onto, Func<string, string> write, CancellationToken cancel)
    {
        if (await BackportCheck.MergeAsync(at.Repository, commit, onto, cancel) is not { } tree) return null;
        var shown = (await GitProgram.RunAsync(at.Repository, ["log", "-1", "--no-show-signature", "--no-notes", "--encoding=UTF-8", "--format=%B", commit.Hex], cancel)).OrThrow($"reading {commit.Short}");
        var made = (await GitProgram.RunInAsync(at.Room, at.Repository, ["commit-tree", tree, "-p", onto.Hex, "-F", "-"], System.Text.Encoding.UTF8.GetBytes(write(shown.Text)), cancel)).OrThrow($"committing {commit.Short}");
        return CommitId.Parse(made.Text);
    }

    /// <summary>What <c>git format-patch</c> makes of a commit, from its message below the title on: the message, <c>---</c>, the files and the diff.</summary>
    /// <exception cref="GitException">git failed.</exception>
    public static async Task<string> FormatAsync(string repository, CommitId commit, CancellationToken cancel)
    {
        var mail = (await GitProgram.RunAsync(repository, ["format-patch", "-1", "--stdout", "--no-signature", "--no-ext-diff", "--no-textconv", "--no-color", "--no-renames", commit.Hex], cancel)).OrThrow($"formatting {commit.Short}");
        var text = System.Text.Encoding.UTF8.GetString(mail.Output.Span);
        return text[(text.IndexOf("\n\n", StringComparison.Ordinal) + 2)..].TrimEnd('\n') + "\n";
    }
}
