using System.Globalization;
using System.Text;
using Tributary.Patches;

namespace Tributary.Git.Tests;

/// <summary>The ids by which commits are known as patches are those of <c>git patch-id --stable</c>.</summary>
public sealed class PatchIdAsGitTests
{
    [Fact]
    [Trait("Speed", "slow")]
    [Trait("Clause", "TREE-2")]
    public async Task Id_WhenGitReckonsTheSameDiff_ThenItIsGits()
    {
        using var upstream = new TestUpstream();
        var random = new Random(7);
        var tree = MadeTree.Begin(random);
        tree.Begin(upstream, "master");
        for (var count = 0; count < 60; count++)
        {
            for (var changes = random.Next(1, 4); changes > 0; changes--) tree.Change();
            tree.Commit(upstream, "master", $"change {count}");
        }

        await OddAsync(upstream);
        foreach (var options in (string[][])[[], ["-M"], ["-M", "--binary", "--full-index"], ["-C", "-U1"], ["--no-prefix"], ["-U0", "--minimal"], ["-D"], ["--stat", "-p"]])
        {
            foreach (var commit in upstream.Run("rev-list", "master").Split('\n'))
            {
                var diff = (await GitProgram.RunAsync(upstream.Repository, ["diff-tree", "-p", "--root", "--no-commit-id", .. options, commit], CancellationToken.None)).Output;
                var theirs = (await GitProgram.RunAsync(upstream.Repository, ["patch-id", "--stable"], CancellationToken.None, diff)).Text.Split(' ')[0];
                PatchId.Of(Encoding.UTF8.GetString(diff.Span)).ShouldBe(theirs, $"{string.Join(' ', options)}\n{Encoding.UTF8.GetString(diff.Span)}");
            }
        }
    }

    // A binary file, other modes, a symbolic link, an empty file, a file of one line without its end, lines that look like the diff's own.
    private static async Task OddAsync(TestUpstream upstream)
    {
        (string Name, string Text)[][] commits =
        [
            [("100644 bin", "a\0b"), ("100755 run", "#!/bin/sh\n")], [("100644 bin", "a\0c"), ("100644 run", "#!/bin/sh\n")], [("120000 way", "k/a.c"), ("100644 empty", "")],
            [("100755 bin", "text\n"), ("100644 run", "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n")], [("100644 run", "-- a/x\n++ b/x\n\\ No newline"), ("100644 empty", "\n")],
        ];
        foreach (var (number, files) in commits.Index())
        {
            var script = new StringBuilder($"commit refs/heads/master\ncommitter A <a@example.org> {1_800_000_000 + number} +0000\ndata 3\nodd\nfrom refs/heads/master^0\n");
            foreach (var (name, text) in files) script.Append(CultureInfo.InvariantCulture, $"M {name.Replace(" ", " inline ", StringComparison.Ordinal)}\ndata {Encoding.UTF8.GetByteCount(text)}\n{text}\n");
            (await GitProgram.RunAsync(upstream.Repository, ["fast-import", "--quiet", "--force"], CancellationToken.None, Encoding.UTF8.GetBytes(script.ToString()))).OrThrow("the test's git");
        }
    }
}
