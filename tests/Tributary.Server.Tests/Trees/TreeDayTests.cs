using AngleSharp.Dom;
using Tributary.Git;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>A day of a maintainer: a series comes, fits, goes in by the browser's form, is rebased, flows on, is taken out.</summary>
public sealed class TreeDayTests
{
    private const string Cover = "day-0@example.org", One = "day-1@example.org", Two = "day-2@example.org";

    private static readonly string[] Trailers =
    [
        "Signed-off-by: Ann Author <ann@example.org>", "Tested-by: Tom Tester <tom@example.org>", "Acked-by: Rae Reviewer <rae@example.org>", $"Link: https://lore.kernel.org/r/{One}",
        "Signed-off-by: Mara Maintainer <mara@example.org>",
    ];

    [Fact]
    [Trait("Speed", "slow")]
    [Trait("Clause", "SUB-4")]
    [Trait("Clause", "SER-2")]
    [Trait("Clause", "PFX-3")]
    public async Task Series_WhenAppliedFromItsPage_ThenItIsMergedPushedAcceptedAndTold()
    {
        await using var bench = await TreeBench.OpenAsync();
        await ImportAsync(bench);
        await bench.LookAsync();
        using var mara = await bench.SignInAsync();
        (await mara.PageAsync("/queue/first")).QuerySelector(".applies")!.TextContent.ShouldBe("✓ applies");
        var before = bench.Upstream().Tip();

        var reply = await mara.SubmitAsync("/series/1", "/series/1/apply", ("tree", "bpf-next"), ("do", "push"));

        reply.Status.ShouldBe(303, reply.Text);
        var page = await mara.PageAsync("/series/1");
        var tip = bench.Upstream().Tip();
        page.QuerySelector(".notice")!.TextContent.ShouldContain($"bpf-next has it: {tip.Short}");
        page.QuerySelector(".facts .state")!.TextContent.ShouldBe("Accepted");
        page.QuerySelector("#trees")!.ParentElement!.TextContent.ShouldContain("bpf-next");
        var up = bench.Upstream();
        up.Run("rev-parse", $"{tip.Hex}^1").ShouldBe(before.Hex);
        up.Run("rev-list", "--count", $"{before.Hex}..{tip.Hex}").ShouldBe("3");
        up.Run("log", "-1", "--format=%an <%ae>%n%cn <%ce>%n%s", $"{tip.Hex}^2").ShouldBe("Ann Author <ann@example.org>\nMara Maintainer <mara@example.org>\nbpf: Write seven");
        up.Run("log", "-1", "--format=%(trailers:only,unfold)", $"{tip.Hex}^2^").Trim().Split('\n').ShouldBe(Trailers);
        up.Run("log", "-1", "--format=%B", tip.Hex).TrimEnd().ShouldBe($"""
            Merge branch 'bpf-write-numbers-as-words'

            Ann Author says:

            ====================
            bpf: Write numbers as words

            Numbers are hard to read.

            This helps.

            ====================

            Link: https://lore.kernel.org/r/{Cover}
            Signed-off-by: Mara Maintainer <mara@example.org>
            """.ReplaceLineEndings("\n"));
        up.Run("show", $"{tip.Hex}:{TreeBench.A}").ShouldContain("five");
        var detail = await bench.SeriesAsync();
        detail.Patches.Select(static patch => patch.State).ShouldBe([PatchState.Accepted, PatchState.Accepted]);
        detail.Patches.Select(static patch => patch.CommitRef).ShouldBe([up.Run("rev-parse", $"{tip.Hex}^2^"), up.Run("rev-parse", $"{tip.Hex}^2")]);
        (await bench.LettersAsync()).Count.ShouldBe(1);
        await bench.LookAsync();
        (await bench.LettersAsync()).Count.ShouldBe(1);
    }

    [Fact]
    [Trait("Speed", "slow")]
    [Trait("Clause", "TREE-2")]
    [Trait("Clause", "TREE-5")]
    public async Task Tree_WhenItIsRebasedMergedOnAndDroppedFrom_ThenTheLedgerFollowsAndTheStatesAreTrue()
    {
        await using var bench = await TreeBench.OpenAsync();
        await ImportAsync(bench);
        (await new ApplyStep(bench.Tools).RunAsync(bench.Request() with { Push = true }, CancellationToken.None)).ShouldBeOfType<ApplyOutcome.Applied>().PushFault.ShouldBe("");
        var old = bench.Upstream().Tip();

        await bench.RebaseAsync(CommitId.Parse(bench.Upstream().Run("rev-parse", $"{old.Hex}^1")));
        await bench.LookAsync();

        var tip = bench.Upstream().Tip();
        var lines = await new CommitQueries(bench.Database).ListOfSeriesAsync(new(1), CancellationToken.None);
        lines.Select(static line => line.Was!.Value.Hex).ShouldBe([bench.Upstream().Run("rev-parse", $"{old.Hex}^2^"), bench.Upstream().Run("rev-parse", $"{old.Hex}^2")]);
        lines.Select(static line => line.Commit.Hex).ShouldBe([bench.Upstream().Run("rev-parse", $"{tip.Hex}^2^"), bench.Upstream().Run("rev-parse", $"{tip.Hex}^2")]);
        (await bench.SeriesAsync()).Summary.State.ShouldBe(PatchState.Accepted);
        (await bench.SeriesAsync()).Patches[0].CommitRef.ShouldBe(lines[0].Commit.Hex);
        (await new ApplicationStore(bench.Database).ListAsync(new SeriesId(1), CancellationToken.None)).ShouldHaveSingleItem().Tip.ShouldBe(tip);
        (await bench.LettersAsync()).Count.ShouldBe(1);

        // Mainline merges it and makes a release.
        var mainline = bench.Upstream("mainline");
        mainline.Run("fetch", "--quiet", bench.Upstream().Repository, "+refs/heads/master:refs/heads/master");
        await bench.LookAsync();
        (await TreeFlow.ListAsync(bench.Database, lines, CancellationToken.None))[0].Words.ShouldContain("mainline");
        mainline.Run("tag", "v6.10-rc1", tip.Hex);
        mainline.Commit("After the release");
        await bench.LookAsync();
        var flows = await TreeFlow.ListAsync(bench.Database, lines, CancellationToken.None);
        flows.Select(static flow => flow.Words).Distinct().Single().ShouldContain("mainline as of v6.10-rc1");
        (await bench.LettersAsync()).Count.ShouldBe(1);

        // A fix of it comes, and shows on both pages.
        await bench.ImportAsync(bench.Patch("fix-1@example.org", "[PATCH bpf-next] bpf: Mend five", [(TreeBench.A, TreeBench.Lines((5, "FIVE")))], message: $"It was too small.\n\nFixes: {lines[0].Commit.Short} (\"bpf: Write five\")\nSigned-off-by: Ann Author <ann@example.org>"));
        await bench.LookAsync();
        using var mara = await bench.SignInAsync();
        (await mara.PageAsync("/series/1")).Body!.TextContent.ShouldContain("A follow-up says that it mends this");
        (await mara.PageAsync("/series/2")).Body!.TextContent.ShouldContain($"It mends {lines[0].Commit.Short}");

        // It is taken out again.
        var reply = await mara.SubmitAsync("/series/1", "/series/1/apply", ("tree", "bpf-next"), ("do", "drop"), ("why", "It broke the build."));
        reply.Status.ShouldBe(303);
        (await mara.PageAsync("/series/1")).QuerySelector(".notice")!.TextContent.ShouldContain("It is out of bpf-next, and New again");
        bench.Upstream().Run("log", "--format=%s", "master").ShouldBe("Add a README\nstart");
        (await bench.SeriesAsync()).Patches.Select(static patch => patch.State).ShouldBe([PatchState.New, PatchState.New]);
        (await bench.SeriesAsync()).Patches[0].CommitRef.ShouldBeNull();
        (await new CommitQueries(bench.Database).ListOfSeriesAsync(new(1), CancellationToken.None)).ShouldAllBe(static line => line.DroppedAt != null);
        // That it was taken out is told where the project turns that on.
        (await bench.LettersAsync()).Count.ShouldBe(1);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Patch_WhenSomebodyElsePushedIt_ThenItIsAcceptedByTheBestSign()
    {
        await using var bench = await TreeBench.OpenAsync();
        await bench.ImportAsync(
            bench.Patch("link-1@example.org", "[PATCH bpf-next] bpf: By link", [(TreeBench.A, TreeBench.Lines((3, "three")))]),
            bench.Patch("same-1@example.org", "[PATCH bpf-next] bpf: By change", [(TreeBench.A, TreeBench.Lines((13, "thirteen")))]),
            bench.Patch("title-1@example.org", "[PATCH bpf-next] bpf: By title", [(TreeBench.B, TreeBench.Lines((3, "three")))]),
            bench.Patch("mail-1@example.org", "[PATCH bpf-next] bpf: By mail", [(TreeBench.B, TreeBench.Lines((13, "thirteen")))]),
            bench.Patch("never-1@example.org", "[PATCH bpf-next] bpf: Not at all", [(TreeBench.B, TreeBench.Lines((23, "x")))]));
        await bench.LookAsync();
        var up = bench.Upstream();
        up.Commit("bpf: Another title\n\nLink: https://patch.msgid.link/link-1@example.org", (TreeBench.A, TreeBench.Lines((3, "3rd"))));
        up.Commit("bpf: Its title was changed", (TreeBench.A, TreeBench.Lines((3, "3rd"), (13, "thirteen"))));
        up.Commit("bpf: From elsewhere\n\nMessage-ID: <mail-1@example.org>", (TreeBench.B, TreeBench.Lines((13, "13th"))));
        var script = $"commit refs/heads/master\nauthor Ann Author <ann@example.org> 1714975689 +0000\ncommitter Max <max@example.org> 1714975689 +0000\ndata 13\nbpf: By title\nfrom {up.Tip().Hex}\nM 100644 inline {TreeBench.B}\ndata 4\nall\n\n";
        (await GitProgram.RunAsync(up.Repository, ["fast-import", "--quiet"], CancellationToken.None, System.Text.Encoding.ASCII.GetBytes(script))).IsSuccess.ShouldBeTrue();

        await bench.LookAsync();

        var found = new List<(string, string)>();
        foreach (var id in (string[])["link-1", "same-1", "title-1", "mail-1", "never-1"])
        {
            var line = await new CommitQueries(bench.Database).ListOfMessageAsync(new($"{id}@example.org"), CancellationToken.None);
            found.Add((id, line.SingleOrDefault()?.Found.Slug ?? "none"));
        }

        found.ShouldBe([("link-1", "link"), ("same-1", "patch-id"), ("title-1", "title"), ("mail-1", "message-id"), ("never-1", "none")]);
        (await bench.SeriesAsync(1)).Summary.State.ShouldBe(PatchState.Accepted);
        (await bench.SeriesAsync(5)).Summary.State.ShouldBe(PatchState.New);
        (await bench.LettersAsync()).Count.ShouldBe(4);
    }

    [Fact]
    [Trait("Speed", "slow")]
    [Trait("Clause", "PFX-3")]
    public async Task Series_WhenItWasMadeForAnotherTree_ThenItIsSaidThatItFitsThere()
    {
        await using var bench = await TreeBench.OpenAsync("bpf-next", "net-next");
        var other = bench.Upstream("net-next").Commit("net: Elsewhere", ("net/x.c", "x\n"));
        await bench.ImportAsync(bench.Patch("based-1@example.org", "[PATCH bpf-next] bpf: Write five", [(TreeBench.A, TreeBench.Lines((5, "five")))]).Replace("-- \n2.39.5\n", $"\nbase-commit: {other.Hex}\n-- \n2.39.5\n", StringComparison.Ordinal));
        await bench.LookAsync();
        var breaker = bench.Upstream().Commit("bpf: Write 5 otherwise", (TreeBench.A, TreeBench.Lines((5, "V"))));

        await bench.LookAsync();

        var applies = (await new AppliesStore(bench.Database).ListAsync([new(1)], CancellationToken.None))[new(1)];
        applies.Said.ShouldBe($"Patch 1 does not fit on bpf-next: {TreeBench.A} (hunk at line 2), since {breaker.Short} (\"bpf: Write 5 otherwise\"). Its base-commit {other.Short} is not in bpf-next: there it fits.");
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Series_WhenAPatchDoesNotFit_ThenItsWorktreeIsOpenUntilItIsMended()
    {
        await using var bench = await TreeBench.OpenAsync();
        await ImportAsync(bench);
        await bench.LookAsync();
        var breaker = bench.Upstream().Commit("bpf: Write 7 otherwise", (TreeBench.B, TreeBench.Lines((7, "VII"))));
        bench.Upstream().Commit("bpf: Elsewhere", (TreeBench.B, TreeBench.Lines((7, "VII"), (29, "x"))));
        await bench.LookAsync();
        var applies = (await new AppliesStore(bench.Database).ListAsync([new(1)], CancellationToken.None))[new(1)];
        (applies.Result, applies.Number, applies.BrokenBy).ShouldBe((AppliesResult.Conflict, 2, breaker));
        applies.Paths.ShouldBe([TreeBench.B]);
        var step = new ApplyStep(bench.Tools);

        var conflict = (await step.RunAsync(bench.Request() with { Push = true }, CancellationToken.None)).ShouldBeOfType<ApplyOutcome.Conflict>();

        conflict.Place.ShouldSatisfyAllConditions(place => place.Number.ShouldBe(2), place => place.Paths.ShouldBe([TreeBench.B]), place => place.BrokenBy.ShouldBe(breaker.Hex), place => place.Machine.ShouldBe(Environment.MachineName));
        var hunk = conflict.Place.Hunks.ShouldHaveSingleItem();
        (hunk.Path, hunk.Line).ShouldBe((TreeBench.B, 7));
        hunk.Text.ShouldContain("VII");
        hunk.Text.ShouldContain("seven");
        conflict.Sentence.ShouldBe($"Patch 2 does not fit on bpf-next: {TreeBench.B} (hunk at line 7), since {breaker.Short} (\"bpf: Write 7 otherwise\").");
        conflict.GoOn.ShouldBe("trib apply 1 --tree bpf-next --continue");
        (await bench.SeriesAsync()).Summary.State.ShouldBe(PatchState.New);
        (await step.RunAsync(bench.Request() with { Continue = true, Signer = null }, CancellationToken.None)).ShouldBeOfType<ApplyOutcome.Conflict>().Place.Said.ShouldContain("marks");
        File.WriteAllText(Path.Combine(conflict.Place.Folder, TreeBench.B), TreeBench.Lines((7, "seven"), (29, "x")));
        var applied = (await step.RunAsync(bench.Request() with { Continue = true, Push = true, Signer = null }, CancellationToken.None)).ShouldBeOfType<ApplyOutcome.Applied>();
        (applied.PushFault, applied.Application.State).ShouldBe(("", ApplicationState.Pushed));
        bench.Upstream().Run("show", $"master:{TreeBench.B}").ShouldContain("seven");
        (await bench.SeriesAsync()).Summary.State.ShouldBe(PatchState.Accepted);
        Directory.Exists(conflict.Place.Folder).ShouldBeFalse();
        applied.Application.Committer.ShouldBe("Mara Maintainer <mara@example.org>");
        (await step.RunAsync(bench.Request() with { Continue = true, Signer = null }, CancellationToken.None)).ShouldBeOfType<ApplyOutcome.Refused>().Sentence.ShouldContain("without --continue");
    }

    [Fact]
    [Trait("Speed", "slow")]
    [Trait("Clause", "REQ-7")]
    [Trait("Clause", "LLV-6")]
    public async Task Series_WhenItAddsAnInstruction_ThenLlvmIsRememberedOnce()
    {
        await using var bench = await TreeBench.OpenAsync();
        await bench.ImportAsync(bench.Patch("insn-1@example.org", "[PATCH bpf-next] bpf: Add an instruction", [("include/uapi/linux/bpf.h", "#define BPF_NEW\t0xe0\n")]));
        await bench.LookAsync();
        var step = new ApplyStep(bench.Tools);

        (await step.RunAsync(bench.Request(), CancellationToken.None)).ShouldBeOfType<ApplyOutcome.Applied>().Reminder.ShouldBeNull();
        var pushed = (await step.RunAsync(bench.Request() with { Push = true }, CancellationToken.None)).ShouldBeOfType<ApplyOutcome.Applied>();
        pushed.Reminder!.ShouldContain("LLVM");
        pushed.Reminder!.ShouldContain("probing");
        // One patch goes in as it is.
        bench.Upstream().Run("log", "-1", "--format=%s %P", "master").ShouldStartWith("bpf: Add an instruction ");
        (await new DropStep(bench.Tools).RunAsync(new(new(1), AccountBench.Root, new("Mara", "mara@example.org")), CancellationToken.None)).ShouldBeOfType<DropOutcome.Dropped>().State.ShouldBe(PatchState.New);
        (await step.RunAsync(bench.Request() with { Push = true }, CancellationToken.None)).ShouldBeOfType<ApplyOutcome.Applied>().Reminder.ShouldBeNull();
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Series_WhenItsTreeDropsByRevert_ThenOneCommitTakesItBack()
    {
        await using var bench = await TreeBench.OpenAsync();
        await ImportAsync(bench);
        var trees = new TreeStore(bench.Database);
        await trees.AddAsync((await trees.FindAsync("bpf-next", CancellationToken.None))! with { DropsByRevert = true }, CancellationToken.None);
        await new ApplyStep(bench.Tools).RunAsync(bench.Request() with { Push = true }, CancellationToken.None);
        var merge = bench.Upstream().Tip();

        (await new DropStep(bench.Tools).RunAsync(new(new(1), AccountBench.Root, new("Mara", "mara@example.org")) { Why = "It is slow." }, CancellationToken.None)).ShouldBeOfType<DropOutcome.Dropped>().State.ShouldBe(PatchState.New);

        bench.Upstream().Run("log", "-1", "--format=%B", "master").TrimEnd().ShouldBe($"Revert \"bpf: Write numbers as words\"\n\nThis reverts commit {merge.Hex}.\n\nIt is slow.\n\nSigned-off-by: Mara <mara@example.org>");
        bench.Upstream().Run("diff", "--name-only", $"{merge.Hex}^1", "master").ShouldBe("");
        (await bench.SeriesAsync()).Patches.Select(static patch => patch.State).ShouldBe([PatchState.New, PatchState.New]);
    }

    private static async Task ImportAsync(TreeBench bench) => await bench.ImportAsync(
        bench.Letter(Cover, "[PATCH bpf-next 0/2] bpf: Write numbers as words", "Numbers are hard to read.\n\nThis helps.\n\nAnn Author (2):\n  bpf: Write five\n  bpf: Write seven\n\n kernel/bpf/a.c | 2 +-\n 2 files changed, 2 insertions(+), 2 deletions(-)\n\n-- \n2.39.5\n"),
        bench.Patch(One, "[PATCH bpf-next 1/2] bpf: Write five", [(TreeBench.A, TreeBench.Lines((5, "five")))], Cover),
        bench.Patch(Two, "[PATCH bpf-next 2/2] bpf: Write seven", [(TreeBench.B, TreeBench.Lines((7, "seven")))], Cover),
        bench.Letter("tested@example.org", "Re: [PATCH bpf-next 1/2] bpf: Write five", "> It reads better.\n\nTested-by: Tom Tester <tom@example.org>\nReviewed-by: Somebody Else <else@example.org>\n", One, "Tom Tester <tom@example.org>"),
        bench.Letter("acked@example.org", "Re: [PATCH bpf-next 0/2] bpf: Write numbers as words", "Acked-by: Rae Reviewer <rae@example.org>\n", Cover, "Rae Reviewer <rae@example.org>"));
}
