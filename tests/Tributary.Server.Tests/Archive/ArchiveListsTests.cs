using Tributary.Store;

namespace Tributary.Server.Tests;

public sealed class ArchiveListsTests
{
    [Theory]
    [InlineData("netdevbpf")]
    [InlineData("bpf")]
    [InlineData("BPF")]
    [InlineData("netdev")]
    [InlineData("netdev@vger.kernel.org")]
    [InlineData("bpf.vger.kernel.org")]
    [InlineData("all")]
    [InlineData("r")]
    public async Task Name_WhenTheProfileKnowsIt_ThenItMeansItsProject(string name)
    {
        await using var bench = (await ImportBench.OpenAsync(Tributary.Store.Tests.DatabaseKind.Sqlite))!;
        var project = await new ProjectStore(bench.Database).FindOrAddAsync("netdevbpf", "bpf", CancellationToken.None);

        var scope = await new ArchiveLists(new(bench.Database)).FindAsync(name, CancellationToken.None);

        scope!.Projects.Select(one => one.Id).ShouldContain(project);
    }

    [Fact]
    public async Task Name_WhenNobodyBearsIt_ThenItMeansNothing()
    {
        await using var bench = (await ImportBench.OpenAsync(Tributary.Store.Tests.DatabaseKind.Sqlite))!;

        (await new ArchiveLists(new(bench.Database)).FindAsync("linux-mm", CancellationToken.None)).ShouldBeNull();
    }
}
