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

    // Every sequence of five decisions on two patches and their series.
    [Fact]
    public void Sheet_WhenDecidedInAnyOrder_ThenEachPatchHasTheLastWordOnItAndNothingIsSaidTwice()
    {
        foreach (var sequence in Enumerable.Range(0, 6 * 6 * 6 * 6 * 6))
        {
            var (sheet, words) = (new DecisionSheet<bool>(Own: null, new Dictionary<long, bool?> { [1] = null, [2] = null }.ToImmutableSortedDictionary()), new bool?[3]);
            for (var (rest, turn) = (sequence, 0); turn < 5; rest /= 6, turn++)
            {
                var (target, value) = (rest % 3, rest / 3 % 2 == 0);
                sheet = target == 0 ? sheet.OnSeries(value) : sheet.OnPatch(target, value);
                if (target == 0) words[1] = words[2] = value;
                else words[target] = value;

                var isRight = sheet.Patches.Select(pair => pair.Value ?? sheet.Own).SequenceEqual(words.Skip(1))
                    && sheet.Patches.Values.All(deviation => deviation is null || (deviation != sheet.Own && words[1] != words[2]));
                if (!isRight) Assert.Fail($"sequence {sequence}, turn {turn}: {sheet.Own} with {string.Join(", ", sheet.Patches.Values)}");
            }
        }
    }
}
