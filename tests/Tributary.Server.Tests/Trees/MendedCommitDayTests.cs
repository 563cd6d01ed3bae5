using Tributary.Git.Tests;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>A fix waits while the trees move: where the commit is that it mends decides for which tree it is.</summary>
public sealed class MendedCommitDayTests
{
    [Fact]
    [Trait("Speed", "slow")]
    [Trait("Clause", "PFX-2")]
    public async Task Fix_WhenTreesAreFollowedAndMove_ThenItIsRoutedAnewEachTime()
    {
        await using var bench = await TreeBench.OpenAsync();
        var culprit = bench.Upstream().Commit("bpf: Write five", (TreeBench.A, TreeBench.Lines((5, "five"))));
        await bench.LookAsync();
        await bench.ImportAsync(bench.Patch("fix-1@example.org", "[PATCH bpf] bpf: Mend five", [(TreeBench.A, TreeBench.Lines((5, "FIVE")))], message: $"It was too small.\n\nFixes: {culprit.Short} (\"bpf: Write five\")\nSigned-off-by: Ann Author <ann@example.org>"));

        // That the tree of fixes lacks the commit is not known before that is followed.
        (await TreeAsync(bench)).ShouldBe("bpf");

        using var fixes = new TestUpstream();
        fixes.Run("fetch", "--quiet", bench.Upstream("mainline").Repository, "+refs/heads/master:refs/heads/master");
        await new TreeStore(bench.Database).AddAsync(new() { Name = "bpf", Family = "linux", Url = fixes.Repository, Branch = "master" }, CancellationToken.None);
        await bench.LookAsync();
        (await TreeAsync(bench)).ShouldBe("bpf-next");

        bench.Upstream("mainline").Run("fetch", "--quiet", bench.Upstream().Repository, "+refs/heads/master:refs/heads/master");
        await bench.LookAsync();
        (await TreeAsync(bench)).ShouldBe("bpf");
    }

    // What waits to be judged is judged, and the series says its tree.
    private static async Task<string?> TreeAsync(TreeBench bench)
    {
        var follower = new VerdictFollower(bench.Database, new(MailIdentity.Unset, bench.Clock), VerdictBench.Site, bench.Clock, (static _ => BuiltInProfiles.Find(BuiltInProfiles.Default), bench.Tools.Folder));
        while (await follower.RunOnceAsync(CancellationToken.None))
        {
        }

        return (await bench.SeriesAsync()).Summary.Tree;
    }
}
