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
}
