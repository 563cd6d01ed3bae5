using Tributary.Policy;

namespace Tributary.Git.Tests;

public sealed class CommitTreeTests
{
    private const string Maintainers = """
        MAINTAINERS

        BPF [GENERAL]
        M:	Mia Maintainer <mia@example.org>
        L:	bpf@vger.kernel.org
        S:	Maintained
        F:	kernel/bpf

        """;

    [Fact]
    public async Task Tree_WhenItIsRead_ThenItAnswersAsAFolderWould()
    {
        using var upstream = new TestUpstream();
        var commit = upstream.Commit("start", ("MAINTAINERS", Maintainers), ("kernel/bpf/core.c", "int a;\n"), ("net/a.yaml", "maintainers:\n  - Nat <nat@example.org>\n"));

        var tree = (await CommitTree.ReadAsync(upstream.Repository, commit.Hex, CancellationToken.None))!;
        var source = await tree.GetSourceAsync(["kernel/bpf/core.c", "net/a.yaml"], CancellationToken.None);

        (source.HasFolder("kernel/bpf"), source.HasFolder("kernel/bpf/"), source.HasFolder("kernel/bpf/core.c")).ShouldBe((true, true, false));
        source.Read("net/a.yaml").ShouldNotBeNull();
        source.Read("kernel/bpf/core.c").ShouldBeNull();
        var search = new MaintainersSearch(tree.Maintainers, source, new() { WithFallback = false });
        search.Add("kernel/bpf/core.c");
        search.Match().Complete().Select(static one => one.Email).ShouldContain("mia@example.org");
    }

    [Fact]
    public async Task Tree_WhenItHasNoSuchFile_ThenThereIsNone()
    {
        using var upstream = new TestUpstream();
        (await CommitTree.ReadAsync(upstream.Repository, upstream.Commit("start", ("a", "1\n")).Hex, CancellationToken.None)).ShouldBeNull();
    }
}
