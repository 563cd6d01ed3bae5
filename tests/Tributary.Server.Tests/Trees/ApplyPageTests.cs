using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>Who may apply from a page: those who decide, by a form of ours.</summary>
public sealed class ApplyPageTests
{
    [Fact]
    [Trait("Speed", "slow")]
    public async Task Form_WhenOthersSendIt_ThenNothingIsApplied()
    {
        await using var bench = await TreeBench.OpenAsync();
        await bench.ImportAsync(bench.Patch("day-1@example.org", "[PATCH bpf-next] bpf: Write five", [(TreeBench.A, TreeBench.Lines((5, "five")))]));
        var before = bench.Upstream().Tip();
        using var ada = await bench.SignInAsync("ada");
        using var nobody = new PageVisitor(bench.Site);
        using var mara = await bench.SignInAsync();

        (await ada.PageAsync("/series/1")).QuerySelector("form[action='/series/1/apply']").ShouldBeNull();
        foreach (var what in (string[])["push", "apply", "try", "abort", "drop", "continue"])
        {
            await ada.PostWithTokenAsync("/series/1/apply", ("tree", "bpf-next"), ("do", what));
            await nobody.PostWithTokenAsync("/series/1/apply", ("tree", "bpf-next"), ("do", what));
        }

        // A form of another site has no token of ours.
        (await mara.PostAsync("/series/1/apply", ("tree", "bpf-next"), ("do", "push"))).Status.ShouldBe(400);
        bench.Upstream().Tip().ShouldBe(before);
        (await bench.SeriesAsync()).Summary.State.ShouldBe(PatchState.New);
        (await bench.LettersAsync()).Count.ShouldBe(0);
        (await mara.SubmitAsync("/series/1", "/series/1/apply", ("do", "push"))).Status.ShouldBe(303);
        var pushed = bench.Upstream().Tip();
        pushed.ShouldNotBe(before);
        await ada.PostWithTokenAsync("/series/1/apply", ("tree", "bpf-next"), ("do", "drop"));
        bench.Upstream().Tip().ShouldBe(pushed);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Conflict_WhenAPatchDoesNotFit_ThenThePageSaysWhereSinceWhenAndHowToGoOn()
    {
        await using var bench = await TreeBench.OpenAsync("bpf-next", "bpf");
        await bench.ImportAsync(
            bench.Letter("day-0@example.org", "[PATCH bpf-next 0/2] bpf: Write words", $"They read better.\n\nbase-commit: {bench.Upstream("bpf").Tip().Hex}\n"),
            bench.Patch("day-1@example.org", "[PATCH bpf-next 1/2] bpf: Write five", [(TreeBench.A, TreeBench.Lines((5, "five")))], "day-0@example.org"),
            bench.Patch("day-2@example.org", "[PATCH bpf-next 2/2] bpf: Write <seven>", [(TreeBench.B, TreeBench.Lines((7, "seven")))], "day-0@example.org"));
        var breaker = bench.Upstream("bpf").Commit("bpf: Write VII", (TreeBench.B, TreeBench.Lines((7, "VII"))));
        using var mara = await bench.SignInAsync();
        using var nobody = new PageVisitor(bench.Site);

        // Only the second patch is meant, and not for the tree that routing found: who goes on need not say so again.
        (await mara.SubmitAsync("/series/1", "/series/1/apply", ("tree", "bpf"), ("patches", "2"), ("do", "push"))).Status.ShouldBe(303);

        var shown = (await mara.PageAsync("/series/1")).QuerySelector("section.conflict")!;
        var text = string.Join(' ', shown.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        text.ShouldContain($"Patch 2, bpf: Write <seven>, does not fit on bpf at {breaker.Short}, since {breaker.Short} “bpf: Write VII”.");
        text.ShouldContain($"{TreeBench.B}, line 7");
        text.ShouldContain("<<<<<<< HEAD VII ======= seven >>>>>>>");
        text.ShouldContain($"trib apply 1 --tree bpf --continue --data {bench.Folder}");
        var folder = (await new ApplicationStore(bench.Database).ListAsync(new(1), CancellationToken.None))[0].Conflict!.Folder;
        text.ShouldContain(folder);
        var others = (await nobody.GetAsync("/series/1")).Text;
        others.ShouldContain("does not fit on bpf at");
        (others + (await nobody.GetAsync("/series/1.json")).Text).ShouldNotContain(folder);
        (await nobody.GetAsync("/series/1.json")).Text.ShouldContain($"\"broken_by\":\"{breaker.Hex}\"");

        File.WriteAllText(Path.Combine(folder, TreeBench.B), TreeBench.Lines((7, "VII, seven")));
        (await mara.SubmitAsync("/series/1", "/series/1/apply", ("do", "continue"))).Status.ShouldBe(303);
        (await mara.PageAsync("/series/1")).QuerySelector("section.conflict").ShouldBeNull();
        var applied = (await new ApplicationStore(bench.Database).ListAsync(new(1), CancellationToken.None))[0];
        (applied.State, applied.Tree, applied.Numbers, applied.Conflict).ShouldBe((ApplicationState.Applied, "bpf", "2", null));
        (await mara.SubmitAsync("/series/1", "/series/1/apply", ("do", "abort"))).Status.ShouldBe(303);

        (await mara.SubmitAsync("/series/1", "/series/1/apply", ("tree", "bpf"), ("do", "apply"))).Status.ShouldBe(303);
        Directory.Exists(folder).ShouldBeTrue();
        (await mara.SubmitAsync("/series/1", "/series/1/apply", ("do", "abort"))).Status.ShouldBe(303);
        Directory.Exists(folder).ShouldBeFalse();
        (await mara.PageAsync("/series/1")).QuerySelector("section.conflict").ShouldBeNull();
    }
}
