using Tributary.Mail;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>From the mailbox to mainline's first candidate: five repositories play bpf, bpf-next, net, net-next and mainline, a maintainer works in the browser, everybody else with git.</summary>
public sealed class TreeWalkTests
{
    private const string Cover = "walk-0@example.org", One = "walk-1@example.org", Two = "walk-2@example.org", Fix = "fix-1@example.org", Respin = "fix2-1@example.org", Net = "net-1@example.org";
    private const string C = "net/core/c.c", D = "kernel/bpf/d.c";

    private static readonly Mailbox Mara = new("Mara Maintainer", "mara@example.org");

    [Fact]
    [Trait("Speed", "slow")]
    [Trait("Clause", "SUB-4")]
    [Trait("Clause", "SER-2")]
    [Trait("Clause", "TREE-2")]
    [Trait("Clause", "TREE-5")]
    [Trait("Clause", "TREE-7")]
    public async Task Day_WhenFiveTreesPlayIt_ThenEveryCommitStateAndLetterIsAsItShouldBe()
    {
        await using var bench = await TreeBench.OpenAsync("bpf", "bpf-next", "net", "net-next");
        await bench.SetAsync("notice_dropped", "on");
        await bench.SetAsync("notice_window", "on");
        await ReceiveAsync(bench);
        await bench.LookAsync();

        await ApplyAllAsync(bench);
        await RebaseAsync(bench);
        await DropAndRespinAsync(bench);
        await PullAsync(bench);
        await CloseWindowAsync(bench);

        // Nothing else was written to anybody, and looking again changes nothing.
        await bench.LookAsync();
        await bench.LookAtWindowAsync();
        (await SubjectsAsync(bench)).ShouldBe(
        [
            "Re: [PATCH bpf-next 0/2] bpf: Write numbers as words", "Re: [PATCH bpf] bpf: Mend nine", "Re: [PATCH net-next] net: Write three", "Re: [PATCH bpf] bpf: Mend nine", "Re: [PATCH bpf v2] bpf: Mend nine",
            $"pull-request: bpf-next {Given.Now:yyyy-MM-dd}", "Re: [PATCH bpf-next] bpf: Too late",
        ]);
    }

    private static Task ReceiveAsync(TreeBench bench) => bench.ReceiveAsync(
        bench.Letter(Cover, "[PATCH bpf-next 0/2] bpf: Write numbers as words", "Numbers are hard to read.\n\nThis helps.\n\n-- \n2.39.5\n"),
        bench.Patch(One, "[PATCH bpf-next 1/2] bpf: Write five", [(TreeBench.A, TreeBench.Lines((5, "five")))], Cover),
        bench.Patch(Two, "[PATCH bpf-next 2/2] bpf: Write seven", [(TreeBench.B, TreeBench.Lines((7, "seven")))], Cover),
        bench.Letter("acked@example.org", "Re: [PATCH bpf-next 0/2] bpf: Write numbers as words", "Acked-by: Rae Reviewer <rae@example.org>\n", Cover, "Rae Reviewer <rae@example.org>"),
        bench.Patch(Fix, "[PATCH bpf] bpf: Mend nine", [(D, TreeBench.Lines((9, "IX")))]),
        bench.Patch(Net, "[PATCH net-next] net: Write three", [(C, TreeBench.Lines((3, "three")))]));

    // Each goes into its tree from its page; the graph, the message, the trailers, the ledger, the states, the letter.
    private static async Task ApplyAllAsync(TreeBench bench)
    {
        foreach (var (series, tree) in new[] { (1L, "bpf-next"), (2L, "bpf"), (3L, "net-next") }) (await bench.SeriesAsync(series)).Summary.Tree.ShouldBe(tree);
        using var mara = await bench.SignInAsync();
        foreach (var (series, tree) in new[] { (1L, "bpf-next"), (2L, "bpf"), (3L, "net-next") })
        {
            var before = bench.Upstream(tree).Tip();
            (await mara.SubmitAsync($"/series/{series}", $"/series/{series}/apply", ("do", "push"))).Status.ShouldBe(303);
            var up = bench.Upstream(tree);
            up.Run("rev-parse", "master^1").ShouldBe(before.Hex);
            (await mara.PageAsync($"/series/{series}")).QuerySelector(".notice")!.TextContent.ShouldContain($"{tree} has it: {up.Tip().Short}");
            (await bench.SeriesAsync(series)).Summary.State.ShouldBe(PatchState.Accepted);
        }

        var next = bench.Upstream();
        next.Run("log", "--format=%s", "--first-parent", "master").ShouldBe("Merge branch 'bpf-write-numbers-as-words'\nstart");
        next.Run("log", "-1", "--format=%B", "master").ShouldContain("====================\nbpf: Write numbers as words\n\nNumbers are hard to read.\n\nThis helps.\n\n====================");
        next.Run("log", "-1", "--format=%(trailers:only,unfold)", "master^2").Trim().Split('\n').ShouldBe(
            ["Signed-off-by: Ann Author <ann@example.org>", "Acked-by: Rae Reviewer <rae@example.org>", $"Link: https://lore.kernel.org/r/{Two}", "Signed-off-by: Mara Maintainer <mara@example.org>"]);
        bench.Upstream("bpf").Run("log", "-1", "--format=%s %cn", "master").ShouldBe("bpf: Mend nine Mara Maintainer");
        var ledger = await new CommitQueries(bench.Database).ListOfSeriesAsync(new(1), CancellationToken.None);
        ledger.Select(static line => (line.MessageId.Value, line.Tree, line.Commit.Hex, line.Found, line.IsInTree)).ShouldBe(
            [(One, "bpf-next", next.Run("rev-parse", "master^2^"), CommitFound.Applied, true), (Two, "bpf-next", next.Run("rev-parse", "master^2"), CommitFound.Applied, true)]);
        var letters = await bench.LettersAsync();
        letters.Count.ShouldBe(3);
        var first = await bench.ReadAsync(letters[letters.Count - 1]);
        first.ShouldContain($"In-Reply-To: <{Cover}>");
        first.ShouldContain("To: Ann Author <ann@example.org>");
        first.ShouldContain("Auto-Submitted: auto-generated");
        foreach (var line in ledger) first.ShouldContain(line.Commit.Hex[..12]);
    }

    private static async Task RebaseAsync(TreeBench bench)
    {
        var old = await new CommitQueries(bench.Database).ListOfSeriesAsync(new(1), CancellationToken.None);
        await bench.RebaseAsync(CommitId.Parse(bench.Upstream().Run("rev-parse", "master^1")));
        await bench.LookAsync();

        var lines = await new CommitQueries(bench.Database).ListOfSeriesAsync(new(1), CancellationToken.None);
        lines.Select(static line => line.Was).ShouldBe(old.Select(static line => (CommitId?)line.Commit));
        lines.Select(static line => line.Commit.Hex).ShouldBe([bench.Upstream().Run("rev-parse", "master^2^"), bench.Upstream().Run("rev-parse", "master^2")]);
        (await bench.SeriesAsync()).Summary.State.ShouldBe(PatchState.Accepted);
        (await bench.LettersAsync()).Count.ShouldBe(3);
    }

    private static async Task DropAndRespinAsync(TreeBench bench)
    {
        using var mara = await bench.SignInAsync();
        (await mara.SubmitAsync("/series/2", "/series/2/apply", ("do", "drop"), ("why", "It is nine, not IX."))).Status.ShouldBe(303);
        bench.Upstream("bpf").Run("log", "--format=%s", "master").ShouldBe("start");
        (await bench.SeriesAsync(2)).Summary.State.ShouldBe(PatchState.New);
        var told = await bench.ReadAsync((await bench.LettersAsync())[0]);
        told.ShouldContain($"In-Reply-To: <{Fix}>");
        told.ShouldContain("It is nine, not IX.");

        await bench.ReceiveAsync(bench.Patch(Respin, "[PATCH bpf v2] bpf: Mend nine", [(D, TreeBench.Lines((9, "nine")))]));
        await bench.LookAsync();
        (await bench.SeriesAsync(2)).Summary.State.ShouldBe(PatchState.Superseded);
        (await mara.PageAsync("/series/4")).QuerySelector("a[href='/series/4/range-diff?from=2']").ShouldNotBeNull();
        (await mara.PageAsync("/series/4/range-diff?from=2")).QuerySelector("pre.diff")!.TextContent.ShouldContain("-+IX\n++nine");
        (await mara.SubmitAsync("/series/4", "/series/4/apply", ("do", "push"))).Status.ShouldBe(303);
        (await bench.SeriesAsync(4)).Summary.State.ShouldBe(PatchState.Accepted);
        bench.Upstream("bpf").Run("show", $"master:{D}").ShouldContain("nine");
    }

    // The request is written and sent; the other side pulls it, and bpf goes into net.
    private static async Task PullAsync(TreeBench bench)
    {
        var composer = new PullComposer(bench.Database, Path.Combine(bench.Folder, "trees"), bench.Clock);
        var draft = (await composer.RunAsync(BuiltInProfiles.Find(BuiltInProfiles.Default)!, new() { Tree = "bpf-next", Into = "net-next", Sender = Mara }, CancellationToken.None)).ShouldBeOfType<PullOutcome.Done>().Draft;
        (draft.Letter.Facts.Count, draft.Letter.Facts.Files).ShouldBe((3, 3));
        await composer.KeepAsync(draft, new Outbox(MailIdentity.Unset, bench.Clock), Mara, CancellationToken.None);
        var pull = await new PullStore(bench.Database).ListAsync("bpf-next", 10, CancellationToken.None);
        pull.ShouldHaveSingleItem().PulledAt.ShouldBeNull();

        await bench.MergeAsync("bpf-next", "net-next", "Merge bpf-next");
        await bench.MergeAsync("bpf", "net", "Merge bpf");
        await bench.LookAsync();
        await bench.LookAtWindowAsync();

        (await new PullStore(bench.Database).ListAsync("bpf-next", 10, CancellationToken.None)).ShouldHaveSingleItem().PulledAt.ShouldBe(bench.Clock.Now);
        (await WhereAsync(bench, 1)).ShouldBe("bpf-next, net-next");
        (await WhereAsync(bench, 4)).ShouldBe("bpf, net");
        (await bench.SeriesAsync()).Summary.State.ShouldBe(PatchState.Accepted);
    }

    // The release opens the window, mainline pulls, the first candidate closes it.
    private static async Task CloseWindowAsync(TreeBench bench)
    {
        var mainline = bench.Upstream("mainline");
        mainline.Now = Given.Now.AddDays(1);
        mainline.Run("tag", "v6.9", mainline.Commit("Linux 6.9", ("Makefile", "6.9\n")).Hex);
        bench.Clock.Now = Given.Now.AddDays(8);
        await bench.ReceiveAsync(bench.Patch("late-1@example.org", "[PATCH bpf-next] bpf: Too late", [("kernel/bpf/e.c", "late\n")]));
        await bench.LookAsync();
        await bench.LookAtWindowAsync();
        (await bench.SeriesAsync(5)).Summary.Hold!.ShouldContain("v6.10-rc1");

        await bench.MergeAsync("net", "mainline", "Merge net");
        await bench.MergeAsync("net-next", "mainline", "Merge net-next");
        bench.Clock.Now = Given.Now.AddDays(15);
        mainline.Now = bench.Clock.Now.AddHours(-1);
        mainline.Run("tag", "v6.10-rc1", mainline.Commit("Linux 6.10-rc1", ("Makefile", "6.10-rc1\n")).Hex);
        await bench.LookAsync();
        await bench.LookAtWindowAsync();

        (await bench.SeriesAsync(5)).Summary.Hold.ShouldBeNull();
        (await WhereAsync(bench, 1)).ShouldBe("bpf-next, net-next, mainline as of v6.10-rc1");
        (await WhereAsync(bench, 3)).ShouldBe("net-next, mainline as of v6.10-rc1");
        (await WhereAsync(bench, 4)).ShouldBe("bpf, net, mainline as of v6.10-rc1");
        using var mara = await bench.SignInAsync();
        (await mara.PageAsync("/series/1")).Body!.TextContent.ShouldContain("mainline as of v6.10-rc1");
    }

    private static async Task<string> WhereAsync(TreeBench bench, long series)
    {
        var lines = await new CommitQueries(bench.Database).ListOfSeriesAsync(new(series), CancellationToken.None);
        return (await TreeFlow.ListAsync(bench.Database, lines, CancellationToken.None)).Select(static flow => flow.Words).Distinct().ShouldHaveSingleItem();
    }

    private static async Task<IEnumerable<string>> SubjectsAsync(TreeBench bench) => (await bench.LettersAsync()).Reverse().Select(static letter => letter.Subject);
}
