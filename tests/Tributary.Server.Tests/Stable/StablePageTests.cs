using Microsoft.Extensions.DependencyInjection;
using Tributary.Git.Tests;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>The page of the queue in a browser, over a repository whose stable branches are followed as one.</summary>
[Trait("Clause", "STB-5")]
[Trait("Speed", "slow")]
public sealed class StablePageTests : IAsyncLifetime, IDisposable
{
    private const string Fixed = "bpf: mend it";
    private readonly TestUpstream stable = new();
    private TreeBench bench = null!;
    private CommitId fix;
    private CommitId hard;

    public async Task InitializeAsync()
    {
        bench = await TreeBench.OpenAsync("bpf");
        var mainline = bench.Upstream("mainline");
        var culprit = mainline.Commit("bpf: break it", (TreeBench.B, TreeBench.Lines((3, "broken"))));
        mainline.Run("tag", "v6.6", culprit.Hex);
        stable.Run("fetch", "--quiet", mainline.Repository, "+refs/heads/master:refs/heads/linux-6.6.y", "+refs/heads/master:refs/heads/linux-6.1.y", "+refs/tags/*:refs/tags/*");
        fix = mainline.Commit($"{Fixed}\n\nFixes: {culprit.Hex[..12]} (\"bpf: break it\")\n", (TreeBench.A, TreeBench.Lines((20, "mended"))));
        mainline.Commit("bpf: prepare", (TreeBench.B, TreeBench.Lines((3, "broken"), (14, "prepared"))));
        hard = mainline.Commit($"bpf: mend the other\n\nFixes: {culprit.Hex[..12]} (\"bpf: break it\")\n", (TreeBench.B, TreeBench.Lines((3, "broken"), (14, "mended too"))));
        mainline.Run("tag", "v6.7-rc1", hard.Hex);
        await new TreeStore(bench.Database).AddAsync(new() { Name = "stable", Family = "linux", Url = stable.Repository, Branch = "linux-*.y" }, CancellationToken.None);
        await RoundAsync();
    }

    public async Task DisposeAsync() => await bench.DisposeAsync();

    public void Dispose() => stable.Dispose();

    [Fact]
    public async Task Maintainer_WhenHeAsksAndRefuses_ThenThePageFollows()
    {
        using var mara = await bench.SignInAsync();
        (await mara.SubmitAsync("/stable", "/stable/ask", ("commit", fix.Hex[..12]), ("branches", "6.6 6.1"), ("reason", "It crashes."))).Status.ShouldBe(303);
        (await mara.SubmitAsync("/stable", "/stable/ask", ("commit", hard.Hex), ("branches", "6.6"))).Status.ShouldBe(303);
        await RoundAsync();

        var page = await mara.PageAsync("/stable");
        var section = page.QuerySelectorAll(".stable-fix").Single(one => one.TextContent.Contains(Fixed, StringComparison.Ordinal));
        section.TextContent.ShouldContain("asked for by mara");
        section.TextContent.ShouldContain("“It crashes.”");
        section.QuerySelectorAll("tbody tr").Select(static row => string.Join(' ', row.QuerySelectorAll("th, td").Take(3).Select(static cell => cell.TextContent.Trim()))).ShouldBe(["6.6 due yes", "6.1 due yes"]);
        var other = page.QuerySelectorAll(".stable-fix").Single(static one => one.TextContent.Contains("mend the other", StringComparison.Ordinal));
        other.QuerySelectorAll("tbody tr").Select(static row => string.Join(' ', row.QuerySelectorAll("th, td").Take(3).Select(static cell => cell.TextContent.Trim()))).ShouldBe(["6.6 due no"]);
        other.TextContent.ShouldContain("does not apply to 6.6: conflicts in kernel/bpf/b.c; perhaps");
        other.TextContent.ShouldContain("(\"bpf: prepare\") should go first");

        var action = section.QuerySelector("form")!.GetAttribute("action")!;
        (await mara.SubmitAsync("/stable", action, ("branch", "6.1"), ("reason", " "))).Status.ShouldBe(303);
        (await mara.SubmitAsync("/stable", action, ("branch", "6.1"), ("reason", "too old"))).Status.ShouldBe(303);
        var data = System.Text.Json.JsonDocument.Parse((await mara.GetAsync("/stable.json?state=*")).Text).RootElement;
        var one = data.GetProperty("fixes").EnumerateArray().Single(static fix => fix.GetProperty("title").GetString() == Fixed);
        one.GetProperty("branches").EnumerateArray().Select(static step => $"{step.GetProperty("branch")} {step.GetProperty("stage")} {step.GetProperty("applies")}").ShouldBe(["6.6 due True", "6.1 refused "]);
        one.GetProperty("branches")[1].GetProperty("why").GetString().ShouldBe("mara: too old");
    }

    [Fact]
    [Trait("Clause", "STB-2")]
    public async Task Visitor_WhenHeMaintainsNothing_ThenHeSeesNoFormAndIsRefused()
    {
        using var ada = await bench.SignInAsync("ada");
        (await ada.PageAsync("/stable")).QuerySelectorAll("form[action='/stable/ask']").ShouldBeEmpty();
        (await ada.PostWithTokenAsync("/stable/ask", ("commit", fix.Hex))).Status.ShouldBe(403);
        (await ada.PostWithTokenAsync("/stable/1/refuse", ("reason", "no"))).Status.ShouldBe(403);
        using var nobody = new PageVisitor(bench.Site);
        (await nobody.GetAsync("/stable/where?commit=" + fix.Hex[..12])).Text.ShouldContain("its culprit");
        (await nobody.GetAsync("/stable?state=nonsense")).Status.ShouldBe(404);
    }

    [Fact]
    [Trait("Clause", "STB-1")]
    public async Task Branches_WhenFollowedAsOne_ThenEachIsATreeAndANewOneComesByItself()
    {
        stable.Run("branch", "linux-6.7.y", "linux-6.6.y");
        await RoundAsync();

        using var nobody = new PageVisitor(bench.Site);
        var data = System.Text.Json.JsonDocument.Parse((await nobody.GetAsync($"/stable/where.json?commit={fix.Hex}")).Text).RootElement;
        data.GetProperty("found")[0].GetProperty("branches").EnumerateArray().Select(static one => one.GetProperty("branch").GetString()).ShouldBe(["linux-6.7.y", "linux-6.6.y", "linux-6.1.y"]);
        var set = (await new TreeStore(bench.Database).FindAsync("stable", CancellationToken.None))!;
        set.ShouldSatisfyAllConditions(one => one.Fault.ShouldBeEmpty(), one => one.Tip.ShouldBeNull(), one => one.FetchedAt.ShouldNotBeNull());
    }

    private async Task RoundAsync()
    {
        await bench.LookAsync();
        await bench.Services.GetRequiredService<StableWork>().RunAsync(CancellationToken.None);
    }
}
