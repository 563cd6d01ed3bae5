namespace Tributary.Workflow.Tests;

public sealed class LabFlipTests
{
    [Theory]
    [InlineData(null, false, false)]
    [InlineData(null, true, true)]
    [InlineData(false, true, true)]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, false, false)]
    public void Verdict_WhenItTurns_ThenItIsTold(bool? before, bool now, bool isTold) => LabFlip.IsTold(before, now).ShouldBe(isTold);
}
