using System.Text;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server.Tests;

/// <summary>MAINTAINERS of mainline says whose answers are those of a maintainer.</summary>
[Trait("Clause", "SUB-6")]
public sealed class FeedbackOwnersTests
{
    private const string Maintainers = """
        List of maintainers

        BPF [JIT]
        M:	Jo Jit <Jo.Jit@example.org>
        R:	Rae Reviewer <rae@example.org>
        L:	bpf@vger.kernel.org
        F:	arch/*/net/

        BPF [TOO]
        M:	Jo Jit <jo.jit@example.org>
        M:	nobody
        L:	bpf@vger.kernel.org (moderated)

        NETWORKING
        M:	Nel Net <nel@example.org>
        L:	netdev@vger.kernel.org

        SOMETHING ELSE
        M:	Sam Else <sam@example.org>
        L:	else@example.org
        """;

    [Fact]
    public void Owners_WhenSectionsNameTheList_ThenTheirMaintainersAreTaken() =>
        FeedbackOwners.Read(MaintainersFile.Parse(Encoding.UTF8.GetBytes(Maintainers)), "bpf@vger.kernel.org").ShouldBe([("jo.jit@example.org", "BPF [JIT]")]);

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Answer_WhenMainlinesFileNamesTheSender_ThenItIsAMaintainers()
    {
        await using var bench = await TreeBench.OpenAsync();
        await bench.ImportAsync(
            bench.Patch("asked-1@example.org", "[PATCH bpf-next] bpf: Write five", [(TreeBench.A, TreeBench.Lines((5, "five")))]),
            bench.Letter("answer@example.org", "Re: [PATCH bpf-next] bpf: Write five", "Why?\n", "asked-1@example.org", "Jo Jit <jo.jit@example.org>"));
        var owners = new FeedbackOwners(bench.Database, Path.Combine(bench.Folder, "trees"), ProfileFile.Find);
        (await RefreshAsync(bench, owners)).ShouldBeNull();
        var tools = await new ProjectStore(bench.Database).FindOrAddAsync("iproute2", "iproute2", CancellationToken.None);

        bench.Upstream("mainline").Commit("MAINTAINERS: a start", ("MAINTAINERS", Maintainers));
        await bench.LookAsync();

        (await RefreshAsync(bench, owners)).ShouldNotBeNull();
        (await owners.RunAsync(CancellationToken.None)).ShouldBeFalse();
        // Who keeps tools beside the kernel, its MAINTAINERS does not say.
        (await bench.Import.QueryAsync<long>("select count(*) from tree_maintainers where project = @tools", new { tools })).ShouldBe([0L]);
        (await bench.Import.QueryAsync<string>("select address from tree_maintainers order by address")).ShouldBe(["jo.jit@example.org"]);
    }

    private static async Task<long?> RefreshAsync(TreeBench bench, FeedbackOwners owners)
    {
        await owners.RunAsync(CancellationToken.None);
        await new FeedbackRefresh(bench.Database, ProfileFile.Find).RunAsync(CancellationToken.None);
        return (await bench.SeriesAsync()).Summary.Clock.AnswerSpan;
    }
}
