using System.Text;
using System.Text.Json;
using Tributary.Git;
using Tributary.Git.Tests;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>Pull requests that come by mail, against real repositories: what they state, which patches they bring, and when they are pulled.</summary>
[Trait("Clause", "TREE-4")]
[Trait("Speed", "slow")]
public sealed class PullArrivalTests
{
    private const string Patch = "one-1@example.org";

    [Fact]
    public async Task Pull_WhenItIsForNetworking_ThenItIsCountedTiedToPatchesAndAcceptedInTheRightTree()
    {
        await using var bench = await TreeBench.OpenAsync("bpf-next", "net-next");
        var (start, head) = await StageAsync(bench);
        await bench.ImportAsync(bench.Letter("pull@example.org", "pull-request: bpf-next 2024-05-03", $"""
            Hi David,

            The following pull-request contains BPF updates for your *net-next* tree.

            We've added 2 non-merge commits during the last 1000 day(s) which contain
            a total of 2 files changed, 2 insertions(+), 2 deletions(-).

            {Request(start, head, "Ann (2):\n      bpf: Write five\n      bpf: Write six\n\n 2 files changed, 2 insertions(+), 2 deletions(-)")}
            """, from: "Dan Maintainer <dan@example.org>"));
        await bench.LookAsync();
        using var mara = await bench.SignInAsync();

        var pull = await PullAsync(mara, 2);
        (pull.GetProperty("into").GetString(), pull.GetProperty("pulled").GetBoolean(), pull.GetProperty("head").GetString()).ShouldBe(("net-next", false, head.Hex));
        pull.GetProperty("counted").GetProperty("commits").GetInt32().ShouldBe(2);
        var difference = pull.GetProperty("differences").EnumerateArray().ShouldHaveSingleItem();
        (difference.GetProperty("what").GetString(), difference.GetProperty("stated").GetInt32()).ShouldBe(("days", 1000));
        pull.GetProperty("commits").EnumerateArray().Select(static part => (part.GetProperty("title").GetString(), part.GetProperty("patch").GetString())).ShouldBe([("bpf: Write five", Patch), ("bpf: Write six", null)]);
        var page = await mara.PageAsync("/series/2");
        page.QuerySelector("#pull")!.ParentElement!.TextContent.ShouldContain("net-next does not have the commit that it asks for.");
        page.QuerySelector("#pull")!.ParentElement!.TextContent.ShouldContain("1 of 2 commits are patches that are here");
        page.QuerySelectorAll(".counted .lacking").ShouldHaveSingleItem().TextContent.ShouldBe("1000");
        (await LastAsync(mara, "bpf-next")).ShouldBe((2, "net-next", false));
        (await QueueAsync(mara, "net-next")).ShouldBe(("2", 1));
        var letters = (await bench.LettersAsync()).Count;

        var merge = await MergeAsync(bench.Upstream("net-next"), bench.Upstream().Repository, head);
        // Mainline has it by the next look too: it is the tree that was asked which pulled.
        await bench.MergeAsync("net-next", "mainline", "Merge net-next");
        await bench.LookAsync();

        pull = await PullAsync(mara, 2);
        (pull.GetProperty("pulled").GetBoolean(), pull.GetProperty("pulled_into").GetString(), pull.GetProperty("merge").GetString()).ShouldBe((true, "net-next", merge.Hex));
        (await LastAsync(mara, "bpf-next")).ShouldBe((2, "net-next", true));
        (await bench.SeriesAsync(2)).Summary.State.ShouldBe(PatchState.Accepted);
        (await new ApplicationStore(bench.Database).ListAsync(new(2), CancellationToken.None)).ShouldHaveSingleItem().Tip.ShouldBe(merge);
        var line = (await new CommitQueries(bench.Database).ListOfSeriesAsync(new(2), CancellationToken.None)).ShouldHaveSingleItem();
        (line.Tree, line.Commit, line.Found).ShouldBe(("net-next", head, CommitFound.PullRequest));
        (await bench.LettersAsync()).Count.ShouldBe(letters + 1);
        var letter = (await bench.LettersAsync()).Single(static one => one.Series == new SeriesId(2));
        var text = Encoding.UTF8.GetString((await new OutboxQueries(bench.Database).FindAsync(letter.Id, CancellationToken.None))!.Content.Span);
        text.ShouldContain("this pull request was applied to netdev/net-next.git (main)");
        text.ShouldContain("by Lin Us <lin@example.org>:");
        await bench.LookAsync();
        (await bench.LettersAsync()).Count.ShouldBe(letters + 1);
    }

    [Fact]
    public async Task Pull_WhenItIsForMainlineAndCountsWrong_ThenThatIsSaid()
    {
        await using var bench = await TreeBench.OpenAsync();
        var (start, head) = await StageAsync(bench);
        await bench.ImportAsync(bench.Letter("linus@example.org", "[GIT PULL] BPF changes for v6.10", Request(start, head, "Ann (3):\n      bpf: Write five\n\n 2 files changed, 9 insertions(+), 2 deletions(-)"))
            .Replace("To: bpf@vger.kernel.org", "To: torvalds@linux-foundation.org\nCc: bpf@vger.kernel.org", StringComparison.Ordinal));
        await bench.LookAsync();
        using var mara = await bench.SignInAsync();

        var pull = await PullAsync(mara, 2);
        pull.GetProperty("into").GetString().ShouldBe("mainline");
        pull.GetProperty("differences").EnumerateArray().Select(static one => (one.GetProperty("what").GetString(), one.GetProperty("stated").GetInt32(), one.GetProperty("counted").GetInt32())).ShouldBe([("commits by author", 3, 2), ("insertions", 9, 2)]);
        (await mara.PageAsync("/series/2")).QuerySelector("#pull")!.ParentElement!.QuerySelector(".lacking")!.TextContent.ShouldContain("Its counts are not those of git.");
    }

    [Fact]
    public async Task Pull_WhenTheTreesArePastIt_ThenItIsAcceptedAndNobodyIsTold()
    {
        await using var bench = await TreeBench.OpenAsync();
        var other = bench.Upstream("mainline");
        other.Commit("bpf: From a tree that nobody follows", (TreeBench.B, TreeBench.Lines((9, "nine"))));
        var head = other.Tip();
        await bench.LookAsync();
        var mail = bench.Letter("past@example.org", "[GIT PULL] bpf for v6.9-rc7", Request(head, head, ""));
        await bench.ImportAsync(mail);
        var (second, source) = await bench.Import.AddProjectAsync("second");
        await bench.Import.ImportAsync(second, source, [NewMessage.Read(Encoding.UTF8.GetBytes(mail))]);
        await bench.LookAsync();

        (await bench.SeriesAsync()).Summary.State.ShouldBe(PatchState.Accepted);
        // What went to several projects is pulled for all of them.
        (await bench.SeriesAsync(2)).Summary.ShouldSatisfyAllConditions(one => one.State.ShouldBe(PatchState.Accepted), one => one.Project.ShouldBe(second));
        (await new ApplicationStore(bench.Database).ListAsync(new(1), CancellationToken.None)).ShouldHaveSingleItem().Tip.ShouldBe(head);
        (await bench.LettersAsync()).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Clause", "IPR-3")]
    public async Task Flow_WhenIproute2sNextIsMergedAfterARelease_ThenThePatchShowsThat()
    {
        await using var bench = await TreeBench.OpenAsync("bpf-next", "iproute2-next", "iproute2");
        await bench.ImportAsync(bench.Patch("ip-1@example.org", "[PATCH iproute2-next] ip: Write five", [(TreeBench.A, TreeBench.Lines((5, "five")))]));
        var next = bench.Upstream("iproute2-next");
        next.Commit("ip: Write five\n\nLink: https://lore.kernel.org/r/ip-1@example.org", (TreeBench.A, TreeBench.Lines((5, "five"))));
        await bench.LookAsync();
        (await bench.SeriesAsync()).Summary.State.ShouldBe(PatchState.Accepted);

        var master = bench.Upstream("iproute2");
        await MergeAsync(master, next.Repository, next.Tip());
        master.Run("tag", "v6.9.0", master.Tip().Hex);
        bench.Clock.Now += TimeSpan.FromDays(1);
        await bench.LookAsync();

        var lines = await new CommitQueries(bench.Database).ListOfSeriesAsync(new(1), CancellationToken.None);
        (await TreeFlow.ListAsync(bench.Database, lines, CancellationToken.None)).ShouldHaveSingleItem().Words.ShouldBe("iproute2-next, iproute2 as of v6.9.0");
    }

    // A patch of ours and another commit stand in bpf-next.
    private static async Task<(CommitId Start, CommitId Head)> StageAsync(TreeBench bench)
    {
        var tree = bench.Upstream();
        var start = tree.Tip();
        await bench.ImportAsync(bench.Patch(Patch, "[PATCH bpf-next] bpf: Write five", [(TreeBench.A, TreeBench.Lines((5, "five")))]));
        tree.Commit($"bpf: Write five\n\nLink: https://lore.kernel.org/r/{Patch}", (TreeBench.A, TreeBench.Lines((5, "five"))));
        tree.Commit("bpf: Write six", (TreeBench.B, TreeBench.Lines((6, "six"))));
        await bench.LookAsync();
        return (start, tree.Tip());
    }

    private static string Request(CommitId start, CommitId head, string lists) =>
        $"The following changes since commit {start.Hex}:\n\n  start (2023-11-14 22:14:20 +0000)\n\nare available in the Git repository at:\n\n  https://git.kernel.org/pub/scm/linux/kernel/git/bpf/bpf-next.git master\n\n"
        + $"for you to fetch changes up to {head.Hex}:\n\n  bpf: Write six (2023-11-14 22:16:20 +0000)\n\n----------------------------------------------------------------\n{lists}\n";

    // What somebody does who pulls: his tree has moved on meanwhile.
    private static async Task<CommitId> MergeAsync(TestUpstream tree, string from, CommitId head)
    {
        var before = tree.Commit("Something else", ("README", "new\n"));
        tree.Run("fetch", "--quiet", from, "refs/heads/master:refs/heads/pulled");
        var merged = tree.Run("merge-tree", "--write-tree", before.Hex, head.Hex).Split('\n')[0];
        var room = new GitRoom { Committer = new("Lin Us", "lin@example.org"), CommittedAt = Given.Now };
        var merge = CommitId.Parse((await GitProgram.RunInAsync(room, tree.Repository, ["commit-tree", "-p", before.Hex, "-p", head.Hex, "-m", "Merge what was asked for", merged], default, CancellationToken.None)).OrThrow("merging").Text);
        tree.Run("update-ref", "refs/heads/master", merge.Hex);
        return merge;
    }

    private static async Task<(long Series, string? Into, bool Pulled)> LastAsync(PageVisitor visitor, string tree)
    {
        var trees = JsonDocument.Parse((await visitor.GetAsync("/status.json")).Text).RootElement.GetProperty("trees").EnumerateArray();
        var last = trees.Single(one => one.GetProperty("name").GetString() == tree).GetProperty("last_pull");
        return (last.GetProperty("series").GetInt64(), last.GetProperty("into").GetString(), last.GetProperty("pulled").GetBoolean());
    }

    // The lines of the queue under a tree, and how many the filter says there are.
    private static async Task<(string Series, long Count)> QueueAsync(PageVisitor visitor, string tree)
    {
        var queue = JsonDocument.Parse((await visitor.GetAsync($"/queue/first.json?tree={tree}")).Text).RootElement;
        var counts = queue.GetProperty("counts").EnumerateArray().Where(count => count.GetProperty("tree").GetString() == tree);
        return (string.Join(' ', queue.GetProperty("series").EnumerateArray().Select(static line => line.GetProperty("id").GetInt64())), counts.Sum(static count => count.GetProperty("total").GetInt64()));
    }

    private static async Task<JsonElement> PullAsync(PageVisitor visitor, long series) => JsonDocument.Parse((await visitor.GetAsync($"/series/{series}.json")).Text).RootElement.GetProperty("pull");
}
