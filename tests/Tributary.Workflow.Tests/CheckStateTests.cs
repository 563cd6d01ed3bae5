namespace Tributary.Workflow.Tests;

public sealed class CheckStateTests
{
    [Theory]
    [InlineData(CheckState.Pending)]
    [InlineData(CheckState.Success, CheckState.Success, CheckState.Success)]
    [InlineData(CheckState.Pending, CheckState.Success, CheckState.Pending)]
    [InlineData(CheckState.Warning, CheckState.Pending, CheckState.Warning, CheckState.Success)]
    [InlineData(CheckState.Fail, CheckState.Warning, CheckState.Fail, CheckState.Pending)]
    public void Checks_WhenTheyDiffer_ThenTheWorstCountsAndRunningOutweighsSuccess(CheckState expected, params CheckState[] newest) =>
        CheckStates.Combine(newest).ShouldBe(expected);
}
