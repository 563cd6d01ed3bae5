using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Git.Tests;

/// <summary>What became of the patches of a series in its next version, read from the mails, is what <c>git range-diff</c> says of the commits.</summary>
[Trait("Clause", "PFX-5")]
public sealed class RangeDiffAsGitTests
{
    private const int Cases = 25;

    [Fact]
    [Trait("Speed", "slow")]
    public void Pairs_WhenGitComparesTheSameVersions_ThenTheyAreGits()
    {
        var marks = new SortedSet<char>();
        for (var seed = 0; seed < Cases; seed++)
        {
            using var upstream = new TestUpstream();
            var random = new Random(seed);
            var tree = MadeTree.Begin(random);
            tree.Begin(upstream, "master");
            Respin(upstream, tree, random);

            var theirs = Git(upstream);
            var ours = RangeDiff.Compare(Patches(upstream, "v1"), Patches(upstream, "v2"));

            ours.Select(static pair => $"{Number(pair.Old)} {pair.Letter} {Number(pair.New)}").ShouldBe(theirs, $"seed {seed}\n{upstream.Run("range-diff", "--no-color", "master..v1", "master..v2")}");
            foreach (var pair in ours) marks.Add(pair.Letter);
            foreach (var pair in ours.Where(static pair => pair.Mark == RangeMark.Changed)) pair.Lines.ShouldContain(static line => line[0] == '+' || line[0] == '-', $"seed {seed}");
        }

        marks.ShouldBe(['!', '<', '=', '>'], ignoreOrder: true);
    }

    // The first version; in the next some are the same, some changed, some gone, some new, seldom two the other way round.
    private static void Respin(TestUpstream upstream, MadeTree tree, Random random)
    {
        upstream.Run("branch", "v1", "master");
        upstream.Run("branch", "v2", "master");
        var (first, second) = (tree.Copy(), tree.Copy());
        for (var patch = 1; patch <= 6; patch++)
        {
            var (seed, fate) = (random.Next(), random.Next(8));
            if (fate != 0) Make(upstream, ref first, "v1", (seed, $"patch {patch}\n\nIt does {patch}.\n\nSigned-off-by: Ann <ann@example.com>"));
            if (fate == 1) continue;
            var text = fate == 2 ? $"patch {patch}, better\n\nIt does {patch}.\n\nAcked-by: Rae <rae@example.com>" : $"patch {patch}\n\nIt does {patch}.\n\nSigned-off-by: Ann <ann@example.com>";
            Make(upstream, ref second, "v2", (seed, text), fate == 3);
        }
    }

    private static void Make(TestUpstream upstream, ref MadeTree tree, string branch, (int Seed, string Message) patch, bool isMore = false)
    {
        tree = tree.Copy(new(patch.Seed));
        tree.Change();
        if (isMore) tree.Change();
        tree.Commit(upstream, branch, patch.Message);
    }

    private static List<string> Git(TestUpstream upstream)
    {
        var lines = upstream.Run("range-diff", "--no-color", "-s", "master..v1", "master..v2").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(static words => $"{words[0].TrimEnd(':')} {words[2]} {words[3].TrimEnd(':')}")];
    }

    private static string Number(int? index) => index is { } at ? (at + 1).ToString(CultureInfo.InvariantCulture) : "-";

    private static ImmutableArray<RangePatch> Patches(TestUpstream upstream, string branch) =>
        [.. upstream.Run("rev-list", "--reverse", $"master..{branch}").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(commit => RangePatch.Of(PatchMail.Read(MessageReader.Read(Encoding.UTF8.GetBytes(upstream.Run("format-patch", "--stdout", "--full-index", "--always", "-1", commit).Split('\n', 2)[1] + "\n")))))];
}
