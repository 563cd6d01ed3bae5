using System.Collections.Immutable;

namespace Tributary.Workflow.Tests;

public sealed class DecisionSheetTests
{
    private static readonly DecisionSheet<bool> Fresh = new(Own: null, new Dictionary<long, bool?> { [1] = null, [2] = null, [3] = null }.ToImmutableSortedDictionary());

    [Fact]
    public void Sheet_WhenOnePatchOfThreeIsDecided_ThenOnlyItDeviates()
    {
        var sheet = Fresh.OnPatch(2, true);

        sheet.Own.ShouldBeNull();
        sheet.Patches.Values.ShouldBe([null, true, null]);
    }

    [Fact]
    public void Sheet_WhenTheLastPatchAgrees_ThenItIsTheSeriesOwn()
    {
        var sheet = Fresh.OnPatch(1, true).OnPatch(2, true).OnPatch(3, true);

        sheet.Own.ShouldBe(true);
        sheet.Patches.Values.ShouldBe([null, null, null]);
    }

    [Fact]
    public void Sheet_WhenAPatchTurnsBackToTheSeries_ThenItDeviatesNoMore()
    {
        var sheet = Fresh.OnSeries(false).OnPatch(2, true).OnPatch(2, false);

        sheet.Own.ShouldBe(false);
        sheet.Patches.Values.ShouldBe([null, null, null]);
    }

    [Fact]
    public void Sheet_WhenTheSeriesIsDecided_ThenNoPatchDeviates() =>
        Fresh.OnPatch(2, true).OnSeries(false).ShouldSatisfyAllConditions(sheet => sheet.Own.ShouldBe(false), sheet => sheet.Patches.Values.ShouldBe([null, null, null]));
}
