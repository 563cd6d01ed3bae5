using AngleSharp.Dom;

namespace Tributary.Server.Tests;

/// <summary>The tree of a series by hand, and bundles that are nobody else's.</summary>
public sealed class TreeFormTests
{
    [Fact]
    public async Task Bundle_WhenItIsPrivate_ThenItsOwnerSeesItSignedInAndNobodyElseDoes()
    {
        await using var bench = await WorkPageTests.OpenAsync();
        using var rae = await WorkPageTests.SignInAsync(bench, "rae");
        using var mara = await WorkPageTests.SignInAsync(bench, "mara");
        await rae.SubmitAsync("/series/1", "/series/1/change", ("bundle_name", "secret plans"), ("do", "bundle"));
        using var visitor = new PageVisitor(bench.Client.BaseAddress!.ToString());

        foreach (var address in (string[])["/bundle/rae/secret%20plans", "/bundle/rae/secret%20plans/mbox", "/bundle/rae/secret%20plans.json", "/bundle/1", "/user/bundle/1/mbox"])
        {
            (await rae.GetAsync(address)).Status.ShouldBeOneOf([200, 302], address);
            foreach (var other in (PageVisitor[])[mara, visitor]) (await other.GetAsync(address)).Status.ShouldBe(404, address);
        }

        (await rae.PageAsync("/project/first/bundles")).Body!.TextContent.ShouldContain("secret plans");
        foreach (var other in (PageVisitor[])[mara, visitor]) (await other.PageAsync("/project/first/bundles")).Body!.TextContent.ShouldNotContain("secret plans");
    }

    [Fact]
    public async Task Tree_WhenAMaintainerSaysItWithAReason_ThenItStandsThereAndOneFormUndoesIt()
    {
        await using var bench = await WorkPageTests.OpenAsync();
        using var mara = await WorkPageTests.SignInAsync(bench, "mara");
        var page = await mara.PageAsync((await mara.PageAsync("/series/1")).QuerySelector("dd .why a")!.GetAttribute("href")!);
        page.QuerySelectorAll("table.signs tbody tr").ShouldNotBeEmpty();

        (await mara.SubmitAsync("/series/1/tree", "/series/1/change", ("tree", "net-next"), ("do", "change"))).Status.ShouldBe(303);
        (await bench.DataAsync("/series/1.json")).GetProperty("tree").GetString().ShouldBe("bpf-next");
        await mara.SubmitAsync("/series/1/tree", "/series/1/change", ("tree", "net-next"), ("tree_why", "it needs <b>net</b>'s work."), ("do", "change"));

        var series = await bench.DataAsync("/series/1.json");
        (series.GetProperty("tree").GetString(), series.GetProperty("tree_reason").GetString()).ShouldBe(("net-next", "By hand, mara: it needs <b>net</b>'s work."));
        page = await mara.PageAsync("/series/1");
        page.QuerySelectorAll("dd .why b").ShouldBeEmpty();
        var undo = page.QuerySelector(".notice form")!;
        await mara.PostAsync(undo.GetAttribute("action")!, ("form-token", undo.QuerySelector("[name=form-token]")!.GetAttribute("value")));
        (await bench.DataAsync("/series/1.json")).GetProperty("tree").GetString().ShouldBe("bpf-next");
        (await bench.DataAsync("/series/1/tree.json")).GetProperty("standing").GetString().ShouldBe("bpf-next");
    }
}
