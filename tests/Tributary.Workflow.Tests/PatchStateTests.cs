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

    [Fact]
    public void Title_WhenAsked_ThenItIsPatchworks() => PatchState.NeedsAck.Title.ShouldBe("Needs ACK");
}
