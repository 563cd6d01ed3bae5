namespace Tributary.Workflow.Tests;

public sealed class PatchStateTests
{
    [Fact]
    public void Slug_WhenParsed_ThenTheStateComesBack()
    {
        foreach (var state in PatchStates.All)
        {
            PatchStates.TryParse(state.Slug, out var parsed).ShouldBeTrue();
            parsed.ShouldBe(state);
        }
    }

    [Fact]
    public void Slug_WhenInCapitals_ThenItIsKnown()
    {
        PatchStates.TryParse("Under-Review", out var state).ShouldBeTrue();
        state.ShouldBe(PatchState.UnderReview);
    }

    [Fact]
    public void Slug_WhenUnknown_ThenFalse() => PatchStates.TryParse("maybe", out _).ShouldBeFalse();

    // design.md: an accepted series is never superseded.
    [Trait("Clause", "SUB-4")]
    [Theory]
    [InlineData(PatchState.Accepted, false)]
    [InlineData(PatchState.Mainlined, false)]
    [InlineData(PatchState.Rejected, false)]
    [InlineData(PatchState.Superseded, false)]
    [InlineData(PatchState.New, true)]
    [InlineData(PatchState.ChangesRequested, true)]
    [InlineData(PatchState.Rfc, true)]
    public void Review_WhenAStateIsAsked_ThenOnlyOpenOnesAreInIt(PatchState state, bool open) => state.IsInReview.ShouldBe(open);

    // kernel-patches-daemon asks for states by these numbers, and for all of them at once: one that is unknown would leave it an empty list.
    [Theory]
    [InlineData(1, PatchState.New)]
    [InlineData(2, PatchState.UnderReview)]
    [InlineData(5, PatchState.Rfc)]
    [InlineData(7, PatchState.ChangesRequested)]
    [InlineData(10, PatchState.Deferred)]
    [InlineData(11, PatchState.Mainlined)]
    [InlineData(13, PatchState.Queued)]
    [InlineData(15, PatchState.NeedsAck)]
    [InlineData(17, PatchState.HandledElsewhere)]
    public void Number_WhenABotAsksForIt_ThenItIsThatOfPatchworkAtKernelOrg(long number, PatchState state)
    {
        PatchStates.Find(number).ShouldBe(state);
        state.Number.ShouldBe(number);
    }

    [Fact]
    public void Number_WhenNoStateHasIt_ThenThereIsNone()
    {
        PatchStates.Find(0).ShouldBeNull();
        PatchStates.Find(12).ShouldBeNull();
        PatchStates.All.Select(state => state.Number).Distinct().Count().ShouldBe(PatchStates.All.Length);
    }

    [Fact]
    public void Title_WhenAsked_ThenItIsPatchworks() => PatchState.NeedsAck.Title.ShouldBe("Needs ACK");
}
