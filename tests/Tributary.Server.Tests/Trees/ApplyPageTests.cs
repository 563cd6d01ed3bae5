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
        bench.Upstream().Tip().ShouldNotBe(before);
    }
}
