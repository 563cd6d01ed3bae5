using System.Diagnostics;

namespace Tributary.Patches.Tests;

/// <summary>
/// Large clusters that people, robots and attackers can make. Each takes well under a second on an idle machine; the bound only tells
/// that from squares and cubes of these numbers on a machine that does much else.
/// </summary>
[Trait("Speed", "slow")]
public sealed class ClusterLimitsTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    [Fact]
    public void Thread_WhenItHas5000RepliesInOneChain_ThenIsBuiltSoon()
    {
        var chain = Enumerable.Range(1, 5000).Select(index => Sent.Reply($"r{index}", index, $"r{index - 1}"));

        Build([Sent.Patch("r0", "", "a patch"), .. chain]).Places.ShouldAllBe(place => place.Target!.Value.Value == "r0");
    }

    [Fact]
    public void Thread_WhenEachReplyNamesManyAncestors_ThenIsBuiltSoon()
    {
        var deep = Enumerable.Range(1, 5000).Select(index =>
            Sent.Reply($"r{index}", index, [.. Enumerable.Range(1, 24).Select(back => $"r{Math.Max(index - back, 0)}")]));

        Build([Sent.Patch("r0", "", "a patch"), .. deep]).Series.Length.ShouldBe(1);
    }

    [Fact]
    public void Series_WhenItHas5000Patches_ThenIsBuiltSoon()
    {
        var patches = Enumerable.Range(1, 5000).Select(index => Sent.Patch($"p{index}", $"{index}/5000", $"title {index}", index / 3600.0, "c"));

        Build([Sent.Cover("c", "0/5000", "a sweep"), .. patches]).Series.ShouldHaveSingleItem().IsComplete.ShouldBeTrue();
    }

    [Fact]
    public void Number_WhenItIsSent5000Times_ThenIsBuiltSoon() =>
        Build([.. Enumerable.Range(0, 5000).Select(index => Sent.Patch($"p{index}", "2/3", "two", index, "c"))]).Places.Length.ShouldBe(5000);

    [Fact]
    public void Patches_WhenOnePersonSends5000Alone_ThenAreBuiltSoon() =>
        Build([.. Enumerable.Range(0, 5000).Select(index => Patch($"p{index}", "v2", $"bpf: Fix the thing in place {index}", index))]).Series.Length.ShouldBe(5000);

    [Fact]
    public void Titles_WhenOnePersonSends2000LikeSeries_ThenAreBuiltSoon()
    {
        var series = Enumerable.Range(0, 2000).SelectMany(index => new[]
        {
            Sent.Cover($"c{index}", $"v{(index % 9) + 2} 0/2", "bpf: Fix the thing " + Word(index), index),
            Patch($"a{index}", $"v{(index % 9) + 2} 1/2", "bpf: Add a helper for " + Word(index), index, $"c{index}"),
            Patch($"b{index}", $"v{(index % 9) + 2} 2/2", "bpf: Use the helper for " + Word(index / 2), index, $"c{index}"),
        });

        Build([.. series]).Series.Length.ShouldBe(2000);
    }

    [Fact]
    public void Title_WhenARobotSendsTheSameEachDay_ThenTheListOfEarlierVersionsIsBounded()
    {
        var cluster = Build([.. Enumerable.Range(0, 3000).Select(index => Patch($"p{index}", "net", "net: The daily patch", index * 24))]);

        cluster.Series[^1].Earlier.Length.ShouldBe(PatchSeries.MostEarlier);
        cluster.Series[0].SupersededBy!.Value.Value.ShouldBe("p2999");
    }

    private static ThreadMember Patch(string id, string words, string title, double hours, params string[] answers)
    {
        var patch = Sent.Patch(id, words, title, hours, answers);
        var seed = (uint)id.GetHashCode(StringComparison.Ordinal);
        return patch with { Sketch = [.. Enumerable.Range(1, 24).Select(line => (seed % 1000) + (uint)line)], DiffHash = id };
    }

    private static string Word(int index) => new([.. Enumerable.Range(0, 6).Select(place => (char)('a' + ((index >> (2 * place)) & 3)))]);

    private static Cluster Build(ThreadMember[] members)
    {
        var watch = Stopwatch.StartNew();
        var cluster = Cluster.Build(members);
        watch.Elapsed.ShouldBeLessThan(Bound);
        return cluster;
    }
}
