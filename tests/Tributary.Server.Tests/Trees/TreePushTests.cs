using Tributary.Git;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>A push never overwrites what was not seen; and what is in a tree is told once.</summary>
[Trait("Clause", "SUB-4")]
[Trait("Speed", "slow")]
public sealed class TreePushTests
{
    [Fact]
    public async Task Push_WhenTheTreeMovedMeanwhile_ThenItIsRefusedAndTheTreeIsAsItWas()
    {
        await using var bench = await TreeBench.OpenAsync();
        var tree = (await new TreeStore(bench.Database).FindAsync("bpf-next", CancellationToken.None))!;
        var repository = TreeRepository.Find(bench.Tools.Folder, tree.Family)!;
        var seen = bench.Upstream().Tip();
        var room = new GitRoom { Committer = new("Mara", "mara@example.org"), CommittedAt = bench.Clock.Now };
        var mine = CommitId.Parse((await repository.RunInAsync(room, ["commit-tree", "-p", seen.Hex, "-m", "Mine", $"{seen.Hex}^{{tree}}"], CancellationToken.None)).OrThrow("a commit").Text);
        var theirs = bench.Upstream().Commit("bpf: Theirs", (TreeBench.A, TreeBench.Lines((1, "one"))));

        var fault = await TreePush.RunAsync(repository, tree, (mine, seen), CancellationToken.None);

        fault.ShouldNotBeNull().HasMoved.ShouldBeTrue();
        bench.Upstream().Tip().ShouldBe(theirs);
        (await repository.FindTipAsync("bpf-next", CancellationToken.None)).ShouldBe(seen);
    }

    [Fact]
    public async Task Push_WhenTheTreeMovedSinceItWasApplied_ThenItIsAppliedAnewOnTopOfWhatCame()
    {
        await using var bench = await TreeBench.OpenAsync();
        await bench.ImportAsync(bench.Patch("late-1@example.org", "[PATCH bpf-next] bpf: Write five", [(TreeBench.A, TreeBench.Lines((5, "five")))]));
        await bench.LookAsync();
        var made = (await new ApplyStep(bench.Tools).RunAsync(bench.Request(), CancellationToken.None)).ShouldBeOfType<ApplyOutcome.Applied>();
        var theirs = bench.Upstream().Commit("bpf: Theirs", (TreeBench.B, TreeBench.Lines((1, "one"))));
        await bench.LookAsync();

        var pushed = (await new ApplyStep(bench.Tools).RunAsync(bench.Request() with { Push = true }, CancellationToken.None)).ShouldBeOfType<ApplyOutcome.Applied>();

        pushed.PushFault.ShouldBe("");
        pushed.Commits[0].Commit.ShouldNotBe(made.Commits[0].Commit);
        bench.Upstream().Run("rev-parse", "master^").ShouldBe(theirs.Hex);
        bench.Upstream().Run("show", $"master:{TreeBench.A}").ShouldContain("five");
    }

    [Fact]
    public async Task Push_WhenTheAddressHasAPassword_ThenTheFaultDoesNotTellIt()
    {
        await using var bench = await TreeBench.OpenAsync();
        var tree = (await new TreeStore(bench.Database).FindAsync("bpf-next", CancellationToken.None))! with { PushUrl = "http://mara:secret@127.0.0.1:9/none.git" };
        var tip = bench.Upstream().Tip();

        var fault = await TreePush.RunAsync(TreeRepository.Find(bench.Tools.Folder, tree.Family)!, tree, (tip, tip), CancellationToken.None);

        fault.ShouldNotBeNull().ShouldSatisfyAllConditions(said => said.Why.ShouldNotContain("secret"), said => said.HasMoved.ShouldBeFalse());
    }

    [Fact]
    public async Task Series_WhenItIsAcceptedByHandOrMainlined_ThenTheSightingTellsNobodyAndIsNoStepBack()
    {
        await using var bench = await TreeBench.OpenAsync();
        await bench.ImportAsync(
            bench.Patch("hand-1@example.org", "[PATCH bpf-next] bpf: Write five", [(TreeBench.A, TreeBench.Lines((5, "five")))]),
            bench.Patch("line-1@example.org", "[PATCH bpf-next] bpf: Write six", [(TreeBench.B, TreeBench.Lines((6, "six")))]));
        await bench.LookAsync();
        var decisions = new DecisionStep(bench.Database, ProfileFile.Find);
        await decisions.RunOnSeriesAsync(new(1), new Decision { State = PatchState.Accepted }, AccountBench.Root, CancellationToken.None);
        await decisions.RunOnSeriesAsync(new(2), new Decision { State = PatchState.Mainlined }, AccountBench.Root, CancellationToken.None);
        var letters = (await bench.LettersAsync()).Count;

        bench.Upstream().Commit("bpf: Write five\n\nLink: https://lore.kernel.org/r/hand-1@example.org", (TreeBench.A, TreeBench.Lines((5, "five"))));
        bench.Upstream().Commit("bpf: Write six\n\nLink: https://lore.kernel.org/r/line-1@example.org", (TreeBench.B, TreeBench.Lines((6, "six"))));
        await bench.LookAsync();

        ((await bench.SeriesAsync()).Summary.State, (await bench.SeriesAsync(2)).Summary.State).ShouldBe((PatchState.Accepted, PatchState.Mainlined));
        foreach (var series in (long[])[1, 2]) (await new CommitQueries(bench.Database).ListOfSeriesAsync(new(series), CancellationToken.None)).ShouldHaveSingleItem().IsInTree.ShouldBeTrue();
        (await bench.LettersAsync()).Count.ShouldBe(letters);
    }

    [Fact]
    [Trait("Clause", "TREE-5")]
    public async Task Drop_WhenItsCommitsDoNotStandSideBySide_ThenItIsRefused()
    {
        await using var bench = await TreeBench.OpenAsync();
        await LandAsync(bench, isApart: true);
        var before = bench.Upstream().Tip();

        var outcome = await new DropStep(bench.Tools).RunAsync(new(new(1), AccountBench.Root, new("Mara", "mara@example.org")), CancellationToken.None);

        outcome.ShouldBeOfType<DropOutcome.Refused>().Sentence.ShouldContain("side by side");
        bench.Upstream().Tip().ShouldBe(before);
        (await bench.SeriesAsync()).Summary.State.ShouldBe(PatchState.Accepted);
    }

    [Fact]
    [Trait("Clause", "TREE-5")]
    public async Task Work_WhenAStrangerAsksForIt_ThenItIsRefusedAndTheTreeIsAsItWas()
    {
        await using var bench = await TreeBench.OpenAsync();
        await LandAsync(bench, isApart: false);
        var before = bench.Upstream().Tip();
        var stranger = new WorkActor(new() { Id = 9, Username = "cora", Email = "cora@example.org" }, Door.Web, Given.Now);

        (await new ApplyStep(bench.Tools).RunAsync(new(new(1), stranger) { Signer = new("Cora", "cora@example.org"), Push = true }, CancellationToken.None)).ShouldBeOfType<ApplyOutcome.Refused>().Sentence.ShouldContain("Only a maintainer");
        (await new DropStep(bench.Tools).RunAsync(new(new(1), stranger, new("Cora", "cora@example.org")), CancellationToken.None)).ShouldBeOfType<DropOutcome.Refused>().Sentence.ShouldContain("Only a maintainer");

        bench.Upstream().Tip().ShouldBe(before);
        (await bench.SeriesAsync()).Summary.State.ShouldBe(PatchState.Accepted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Clause", "TREE-5")]
    public async Task Drop_WhenItWentInWithoutAMerge_ThenEveryPatchOfItIsOut(bool isByRevert)
    {
        await using var bench = await TreeBench.OpenAsync();
        var trees = new TreeStore(bench.Database);
        await trees.AddAsync((await trees.FindAsync("bpf-next", CancellationToken.None))! with { DropsByRevert = isByRevert }, CancellationToken.None);
        await LandAsync(bench, isApart: isByRevert);

        (await new DropStep(bench.Tools).RunAsync(new(new(1), AccountBench.Root, new("Mara", "mara@example.org")), CancellationToken.None)).ShouldBeOfType<DropOutcome.Dropped>().State.ShouldBe(PatchState.New);

        bench.Upstream().Run("show", $"master:{TreeBench.A}").ShouldNotContain("five");
        bench.Upstream().Run("show", $"master:{TreeBench.B}").ShouldNotContain("six");
        bench.Upstream().Run("show", "master:README").ShouldContain("new");
        (await new CommitQueries(bench.Database).ListOfSeriesAsync(new(1), CancellationToken.None)).ShouldAllBe(static line => !line.IsInTree);
    }

    // Somebody else puts the two patches of a series into the tree, and something after them; or between them.
    private static async Task LandAsync(TreeBench bench, bool isApart)
    {
        await bench.ImportAsync(
            bench.Letter("two-0@example.org", "[PATCH bpf-next 0/2] bpf: Write words", "They read better.\n"),
            bench.Patch("two-1@example.org", "[PATCH bpf-next 1/2] bpf: Write five", [(TreeBench.A, TreeBench.Lines((5, "five")))], "two-0@example.org"),
            bench.Patch("two-2@example.org", "[PATCH bpf-next 2/2] bpf: Write six", [(TreeBench.B, TreeBench.Lines((6, "six")))], "two-0@example.org"));
        await bench.LookAsync();
        bench.Upstream().Commit("bpf: Write five\n\nLink: https://lore.kernel.org/r/two-1@example.org", (TreeBench.A, TreeBench.Lines((5, "five"))));
        if (isApart) bench.Upstream().Commit("bpf: Elsewhere", ("README", "new\n"));
        bench.Upstream().Commit("bpf: Write six\n\nLink: https://lore.kernel.org/r/two-2@example.org", (TreeBench.B, TreeBench.Lines((6, "six"))));
        if (!isApart) bench.Upstream().Commit("bpf: Elsewhere", ("README", "new\n"));
        await bench.LookAsync();
    }
}
