using Tributary.Workflow;

namespace Tributary.Git.Tests;

public sealed class TreeRepositoryTests : IDisposable
{
    private readonly TestUpstream _upstream = new();
    private readonly string _root = Directory.CreateTempSubdirectory("tributary-trees-").FullName;

    [Fact]
    [Trait("Clause", "TREE-1")]
    public async Task Tree_WhenItsBranchMoves_ThenTheFetchTellsBothTips()
    {
        var repository = await TreeRepository.OpenAsync(_root, "linux", CancellationToken.None);
        var first = _upstream.Commit("one", ("a.c", "1\n"));
        _upstream.Run("tag", "v1", first.Hex);

        (await FetchAsync(repository, "bpf-next")).ShouldBe(new(null, first));
        var second = _upstream.Commit("two", ("a.c", "2\n"));
        (await FetchAsync(repository, "bpf-next")).ShouldBe(new(first, second));

        (await repository.FindTipAsync("bpf-next", CancellationToken.None)).ShouldBe(second);
        (await repository.FindAsync(TreeRef.Tags("bpf-next") + "v1", CancellationToken.None)).ShouldBe(first);
        (await repository.IsAncestorAsync(first, second, CancellationToken.None)).ShouldBeTrue();
    }

    [Fact]
    [Trait("Clause", "STB-1")]
    public async Task Branches_WhenFetchedAsOne_ThenEachIsATreeAndThoseThatGoAreGone()
    {
        var repository = await TreeRepository.OpenAsync(_root, "linux", CancellationToken.None);
        var tip = _upstream.Commit("one", ("a.c", "1\n"));
        _upstream.Run("branch", "linux-6.6.y", tip.Hex);
        _upstream.Run("branch", "linux-6.1.y", tip.Hex);
        _upstream.Run("tag", "v6.6.1", tip.Hex);
        var source = new TreeSource("stable", _upstream.Repository, "linux-*.y");

        (await repository.FetchBranchesAsync(source, CancellationToken.None)).ShouldBe(new(2, HasMoved: true));
        (await repository.FetchBranchesAsync(source, CancellationToken.None)).ShouldBe(new(2, HasMoved: false));
        (await repository.FindTipAsync("stable/linux-6.6.y", CancellationToken.None)).ShouldBe(tip);
        (await repository.FindTipAsync("stable/master", CancellationToken.None)).ShouldBeNull();
        (await repository.FindAsync(TreeRef.Tags("stable") + "v6.6.1", CancellationToken.None)).ShouldBe(tip);
        _upstream.Run("branch", "-D", "linux-6.1.y");
        (await repository.FetchBranchesAsync(source, CancellationToken.None)).ShouldBe(new(1, HasMoved: true));
        (await Should.ThrowAsync<GitException>(() => repository.FetchBranchesAsync(source with { Branch = "none-*" }, CancellationToken.None))).Message.ShouldContain("has no branch none-*");
    }

    [Fact]
    public async Task Trees_WhenOneNameIsAFolderOfAnother_ThenBothStand()
    {
        var repository = await TreeRepository.OpenAsync(_root, "linux", CancellationToken.None);
        var tip = _upstream.Commit("one", ("a.c", "1\n"));

        await FetchAsync(repository, "bpf-next");
        await FetchAsync(repository, "bpf-next/net");

        (await repository.FindTipAsync("bpf-next", CancellationToken.None)).ShouldBe(tip);
        (await repository.FindTipAsync("bpf-next/net", CancellationToken.None)).ShouldBe(tip);
    }

    [Fact]
    public async Task Fetch_WhenAKilledGitLeftItsLocks_ThenGoesOn()
    {
        var repository = await TreeRepository.OpenAsync(_root, "linux", CancellationToken.None);
        _upstream.Commit("one", ("a.c", "1\n"));
        await FetchAsync(repository, "bpf");
        foreach (var name in (string[])["packed-refs.lock", "refs/trees/bpf.lock", "objects/pack/tmp_pack_abc"]) File.WriteAllText(Path.Combine(repository.Folder, name), "");
        var second = _upstream.Commit("two", ("a.c", "2\n"));

        (await FetchAsync(repository, "bpf")).After.ShouldBe(second);
        File.Exists(Path.Combine(repository.Folder, "objects/pack/tmp_pack_abc")).ShouldBeFalse();
    }

    [Fact]
    public async Task Fetch_WhenATreeHoldsAHostilePath_ThenRefusesAllOfIt()
    {
        var repository = await TreeRepository.OpenAsync(_root, "linux", CancellationToken.None);
        var good = _upstream.Commit("one", ("a.c", "1\n"));
        await FetchAsync(repository, "bpf");
        var blob = _upstream.Run("rev-parse", "HEAD:a.c");
        var inner = (await GitProgram.RunAsync(_upstream.Repository, ["mktree"], CancellationToken.None, System.Text.Encoding.ASCII.GetBytes($"100644 blob {blob}\tconfig\n"))).Text;
        var tree = (await GitProgram.RunAsync(_upstream.Repository, ["mktree"], CancellationToken.None, System.Text.Encoding.ASCII.GetBytes($"040000 tree {inner}\t.git\n"))).Text;
        var person = new GitRoom { Committer = new("Mallory", "mallory@example.com") };
        var commit = (await GitProgram.RunInAsync(person, _upstream.Repository, ["commit-tree", "-m", "evil", "-p", good.Hex, tree], default, CancellationToken.None)).Text;
        _upstream.Run("update-ref", "refs/heads/master", commit);

        (await Should.ThrowAsync<GitException>(() => FetchAsync(repository, "bpf"))).Message.ShouldContain("bpf");
        (await repository.FindTipAsync("bpf", CancellationToken.None)).ShouldBe(good);
    }

    [Fact]
    public async Task Fetch_WhenTheAddressIsAnOptionOrAHelper_ThenRefusesIt()
    {
        var repository = await TreeRepository.OpenAsync(_root, "linux", CancellationToken.None);

        foreach (var url in (string[])["--upload-pack=touch /tmp/x", "ext::sh -c touch% x", "", "a\nb"])
            await Should.ThrowAsync<GitException>(() => repository.FetchAsync(new("bpf", url, "master"), CancellationToken.None));
        await Should.ThrowAsync<GitException>(() => repository.FetchAsync(new("bpf", _upstream.Repository, "--all"), CancellationToken.None));
        await Should.ThrowAsync<GitException>(() => TreeRepository.OpenAsync(_root, "../up", CancellationToken.None));
    }

    [Fact]
    public async Task Lock_WhenSomebodyHasIt_ThenNobodyElseGetsIt()
    {
        var repository = await TreeRepository.OpenAsync(_root, "linux", CancellationToken.None);

        using (await repository.LockAsync(CancellationToken.None)) RepositoryLock.TryTake(repository.Folder, out _).ShouldBeFalse();
        RepositoryLock.TryTake(repository.Folder, out var held).ShouldBeTrue();
        held!.Dispose();
    }

    [Fact]
    public async Task Worktree_WhenSomeFilesAreNamed_ThenOnlyTheyAreInIt()
    {
        var repository = await TreeRepository.OpenAsync(_root, "linux", CancellationToken.None);
        _upstream.Commit("one", ("a.c", "1\n"), ("net/b [x].c", "2\n"), ("net/c.c", "3\n"));
        var tip = (await FetchAsync(repository, "bpf")).After;

        using var held = await repository.LockAsync(CancellationToken.None);
        var work = await repository.AddWorktreeAsync("series-1", tip, ["net/b [x].c"], CancellationToken.None);

        Directory.GetFiles(work.Folder, "*.c", SearchOption.AllDirectories).Select(Path.GetFileName).ShouldBe(["b [x].c"]);
        (await work.RunAsync(GitRoom.Plain, ["status", "--porcelain"], CancellationToken.None)).Text.ShouldBe("");
        await repository.RemoveWorktreeAsync("series-1", CancellationToken.None);
        repository.FindWorktree("series-1").ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Worktree_WhenGitWasKilledAsItMadeIt_ThenItIsMadeAnew(bool hasFolder)
    {
        var repository = await TreeRepository.OpenAsync(_root, "linux", CancellationToken.None);
        _upstream.Commit("one", ("a.c", "1\n"));
        var tip = (await FetchAsync(repository, "bpf")).After;
        using var held = await repository.LockAsync(CancellationToken.None);
        var first = await repository.AddWorktreeAsync("series-1", tip, ["a.c"], CancellationToken.None);
        // As git leaves it where it dies in the middle of "worktree add".
        File.WriteAllText(Path.Combine(repository.Folder, "worktrees", "series-1", "locked"), "initializing");
        if (!hasFolder) Directory.Delete(first.Folder, recursive: true);

        var work = await repository.AddWorktreeAsync("series-1", tip, ["a.c"], CancellationToken.None);

        File.ReadAllText(Path.Combine(work.Folder, "a.c")).ShouldBe("1\n");
        Directory.GetDirectories(Path.Combine(repository.Folder, "worktrees")).Length.ShouldBe(1);
    }

    public void Dispose()
    {
        _upstream.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private Task<TreeFetched> FetchAsync(TreeRepository repository, string tree) => repository.FetchAsync(new(tree, _upstream.Repository, _upstream.Branch), CancellationToken.None);
}
