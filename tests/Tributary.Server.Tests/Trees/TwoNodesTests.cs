using System.Globalization;
using Tributary.Git;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>Two nodes with one clone between them, who apply, fetch and try at the same time.</summary>
public sealed class TwoNodesTests
{
    private const int Series = 8;

    [Fact]
    [Trait("Speed", "slow")]
    [Trait("Clause", "SUB-4")]
    public async Task Apply_WhenTwoNodesShareAClone_ThenEachSeriesIsInTheTreeOnceAndToldOnce()
    {
        await using var bench = await TreeBench.OpenAsync();
        await bench.ReceiveAsync([.. Enumerable.Range(1, Series).Select(number => bench.Patch($"s{number}-1@example.org", $"[PATCH bpf-next] bpf: Change {number}", [($"kernel/bpf/f{number}.c", string.Create(CultureInfo.InvariantCulture, $"{number}\n"))]))]);
        await bench.LookAsync();
        var nodes = new[] { bench.Tools, bench.OtherNode() };

        // Each node applies all of them: of the two, one finds that the tree has it.
        var looks = Enumerable.Range(0, 4).Select(turn => Task.Run(() => new TreeRound(nodes[turn % 2]).RunAsync(CancellationToken.None)));
        var applies = nodes.SelectMany((node, index) => Enumerable.Range(1, Series).Select(number => Task.Run(() => new ApplyStep(node).RunAsync(bench.Request(index == 0 ? number : Series + 1 - number) with { Push = true }, CancellationToken.None))));
        var outcomes = applies.ToList();
        await Task.WhenAll([.. outcomes, .. looks]);

        foreach (var outcome in outcomes) (await outcome is ApplyOutcome.Applied { PushFault: "" } or ApplyOutcome.Refused).ShouldBeTrue((await outcome).ToString());
        await bench.LookAsync();
        var titles = bench.Upstream().Run("log", "--format=%s", "master").Split('\n');
        titles.Order(StringComparer.Ordinal).ShouldBe([.. Enumerable.Range(1, Series).Select(static number => $"bpf: Change {number}"), "start"]);
        for (var number = 1; number <= Series; number++) (await bench.SeriesAsync(number)).Summary.State.ShouldBe(PatchState.Accepted);
        (await bench.LettersAsync()).Select(static letter => letter.Series!.Value.Value).Order().ShouldBe(Enumerable.Range(1, Series).Select(static number => (long)number));
        var clone = TreeRepository.Find(bench.Tools.Folder, "linux")!;
        (await clone.RunAsync(["fsck", "--strict"], CancellationToken.None)).ExitCode.ShouldBe(0);
        Directory.GetFileSystemEntries(clone.WorkFolder).ShouldBeEmpty();
    }
}
