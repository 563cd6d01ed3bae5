using AngleSharp.Dom;

namespace Tributary.Server.Tests;

/// <summary>Working in the browser, by forms alone.</summary>
public sealed class WorkPageTests
{
    private const string Bundle = "/bundle/1/change";

    [Fact]
    public async Task Queue_WhenSeveralAreTicked_ThenAllChangeAndOneFormUndoesIt()
    {
        await using var bench = await OpenAsync();
        using var mara = await SignInAsync(bench, "mara");

        var reply = await mara.SubmitAsync("/queue/first?select=all", "/queue/first/change", ("series", "1"), ("series", "2"), ("state", "under-review"), ("delegate", "mara"), ("do", "change"));

        (reply.Status, reply.Location).ShouldBe((303, "/queue/first"));
        var page = await mara.PageAsync("/queue/first");
        page.QuerySelector(".notice p")!.TextContent.ShouldBe("2 series: Under Review, given to mara.");
        page.QuerySelectorAll("tbody .state").Select(state => state.TextContent).ShouldBe(["Under Review", "Under Review"]);
        var undo = page.QuerySelector(".notice form")!;
        (await mara.PostAsync(undo.GetAttribute("action")!, ("form-token", undo.QuerySelector("[name=form-token]")!.GetAttribute("value")), ("next", undo.QuerySelector("[name=next]")!.GetAttribute("value"))))
            .Location.ShouldBe("/queue/first");
        page = await mara.PageAsync("/queue/first");
        page.QuerySelector(".notice p")!.TextContent.ShouldStartWith("Undone: 2 series");
        page.QuerySelectorAll("tbody .state").Select(state => state.TextContent).ShouldBe(["New", "New"]);
    }

    [Fact]
    public async Task Queue_WhenAllIsAsked_ThenEveryLineIsTickedWithoutScript()
    {
        await using var bench = await OpenAsync();
        using var mara = await SignInAsync(bench, "mara");

        (await mara.PageAsync("/queue/first")).QuerySelectorAll(".tick input:checked").ShouldBeEmpty();
        var page = await mara.PageAsync((await mara.PageAsync("/queue/first")).QuerySelector("thead .tick a")!.GetAttribute("href")!);

        page.QuerySelectorAll("td.tick input[type=checkbox]").Length.ShouldBe(2);
        page.QuerySelectorAll("td.tick input:checked").Length.ShouldBe(2);
        page.QuerySelector("thead .tick a")!.GetAttribute("href").ShouldBe("/queue/first");
    }

    [Fact]
    public async Task Forms_WhenNobodyIsSignedIn_ThenThereAreNone()
    {
        await using var bench = await OpenAsync();
        foreach (var address in (string[])["/queue/first", "/series/1", "/queue/first/delegation"])
            (await bench.PageAsync(address)).QuerySelectorAll("form[method=post]").ShouldBeEmpty(address);
    }

    [Fact]
    public async Task Queue_WhenSomebodyChangedALineMeanwhile_ThenTheSecondIsTold()
    {
        await using var bench = await OpenAsync();
        using var mara = await SignInAsync(bench, "mara");
        using var root = await SignInAsync(bench, "root");
        var page = await mara.PageAsync("/series/1");
        await root.SubmitAsync("/series/1", "/series/1/change", ("state", "changes-requested"), ("do", "change"));

        var fields = page.QuerySelector("#work")!;
        await mara.PostAsync(
            "/series/1/change", ("form-token", fields.QuerySelector("[name=form-token]")!.GetAttribute("value")), ("seen", fields.QuerySelector("[name=seen]")!.GetAttribute("value")), ("state", "accepted"));

        var told = await mara.PageAsync("/series/1");
        told.QuerySelector(".notice")!.TextContent.ShouldContain("is not as you saw it: it is Changes Requested by now");
        told.QuerySelector(".facts .state")!.TextContent.ShouldBe("Changes Requested");
    }

    [Fact]
    public async Task Series_WhenPatchesAreTicked_ThenTheyAloneChangeAndTheHistoryTellsIt()
    {
        await using var bench = await OpenAsync();
        using var mara = await SignInAsync(bench, "mara");

        await mara.SubmitAsync("/series/1", "/series/1/change", ("message", "one-2@example.org"), ("state", "accepted"), ("do", "change"));
        await mara.SubmitAsync("/series/1", "/series/1/change", ("hold", "on"), ("reason", "the <b>window</b>"), ("tag", "verifier, 6.20"), ("do", "change"));

        var page = await mara.PageAsync("/series/1");
        page.QuerySelectorAll(".patches tbody .state").Select(state => state.TextContent).ShouldBe(["New", "Accepted", "New"]);
        page.QuerySelectorAll(".history li span").Select(line => line.TextContent).ShouldContain("mara set patch 2 from New to Accepted.");
        page.QuerySelector(".history")!.TextContent.ShouldContain("mara put it on hold: the <b>window</b>.");
        page.QuerySelectorAll(".facts .topic").Select(tag => tag.TextContent).ShouldBe(["6.20", "verifier"]);
        (await mara.PageAsync("/queue/first?tag=verifier&state=all")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await bench.PageAsync("/queue/first?tag=none")).QuerySelectorAll("tbody tr").ShouldBeEmpty();
    }

    [Fact]
    public async Task Series_WhenItIsSplitAndLinked_ThenThePageSaysWhoAndWhyAndTakesItBack()
    {
        await using var bench = await OpenAsync();
        using var mara = await SignInAsync(bench, "mara");

        await mara.SubmitAsync("/series/1", "/series/1/change", ("message", "one-3@example.org"), ("do", "split"), ("split_reason", "other work"));
        (await mara.PageAsync("/series/3")).QuerySelector("h1")!.TextContent.ShouldContain("step 3");
        await mara.SubmitAsync("/series/2", "/series/2/relink", ("other", "http://site.example/series/1"), ("reason", "renamed"), ("do", "later"));

        var page = await mara.PageAsync("/series/2");
        page.QuerySelector(".versions .why")!.TextContent.ShouldBe("mara said so: renamed");
        page = await mara.PageAsync("/series/1");
        page.QuerySelector(".facts .state")!.TextContent.ShouldBe("Superseded");
        page.QuerySelectorAll(".relinks li").Length.ShouldBe(2);
        await mara.SubmitAsync("/series/1", "/relinks/1/end");
        (await mara.GetAsync("/series/3")).Location.ShouldBe("/series/1");
    }

    [Fact]
    public async Task Todo_WhenSomethingIsGivenOrPutThere_ThenItStandsOnTheList()
    {
        await using var bench = await OpenAsync();
        using var mara = await SignInAsync(bench, "mara");
        (await mara.PageAsync("/todo")).QuerySelectorAll("tbody tr").ShouldBeEmpty();

        await mara.SubmitAsync("/series/1", "/series/1/change", ("delegate", "mara"), ("do", "change"));
        await mara.SubmitAsync("/queue/first", "/queue/first/change", ("series", "2"), ("note", "ask <i>Rae</i>"), ("do", "todo"));

        var page = await mara.PageAsync("/todo");
        page.QuerySelectorAll("tbody tr").Length.ShouldBe(2);
        page.QuerySelector(".todo td")!.TextContent.ShouldBe("Ada Author");
        page.Body!.TextContent.ShouldContain("ask <i>Rae</i>");
        await mara.SubmitAsync("/todo", "/todo/remove", ("series", "2"));
        (await mara.PageAsync("/todo")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        using var visitor = new PageVisitor(bench.Client.BaseAddress!.ToString());
        (await visitor.GetAsync("/todo")).Location!.ShouldStartWith("/sign-in");
    }

    [Fact]
    public async Task Bundle_WhenMadeInTheQueue_ThenItsOwnerOrdersRenamesAndDeletesIt()
    {
        await using var bench = await OpenAsync();
        using var mara = await SignInAsync(bench, "mara");

        await mara.SubmitAsync("/queue/first", "/queue/first/change", ("series", "2"), ("bundle_name", "for stable"), ("do", "bundle"));
        await mara.SubmitAsync("/series/1", "/series/1/change", ("bundle", "1"), ("do", "bundle"));
        var page = await mara.PageAsync("/bundle/mara/for%20stable");
        page.QuerySelectorAll("tbody th").Select(name => name.TextContent).ShouldBe(
            ["[bpf-next,1/2] bpf: quite another: step 1", "[bpf-next,2/2] bpf: quite another: step 2", "[bpf-next,1/3] bpf: a start: step 1", "[bpf-next,2/3] bpf: a start: step 2", "[bpf-next,3/3] bpf: a start: step 3"]);
        page.QuerySelector("[form=bundle], form#bundle button")!.GetAttribute("value").ShouldBe("save", "what Enter in the name presses");
        (await bench.Client.GetAsync(new Uri("/bundle/mara/for%20stable", UriKind.Relative))).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);

        await mara.SubmitAsync("/bundle/mara/for%20stable", Bundle, ("do", page.QuerySelector("tbody tr:nth-child(2) button[value^=up]")!.GetAttribute("value")));
        await mara.SubmitAsync("/bundle/mara/for%20stable", Bundle, ("do", page.QuerySelector("tbody tr:nth-child(5) button[value^=remove]")!.GetAttribute("value")));
        await mara.SubmitAsync("/bundle/mara/for%20stable", Bundle, ("do", "save"), ("name", "stable"), ("public", "yes"));

        page = await bench.PageAsync("/bundle/mara/stable");
        page.QuerySelectorAll("tbody th").Select(name => name.TextContent[..14]).ShouldBe(["[bpf-next,2/2]", "[bpf-next,1/2]", "[bpf-next,1/3]", "[bpf-next,2/3]"]);
        (await mara.PageAsync("/bundles")).QuerySelector("li a")!.GetAttribute("href").ShouldBe("/bundle/mara/stable");
        (await mara.SubmitAsync("/bundle/mara/stable", Bundle, ("do", "delete"))).Location.ShouldBe("/bundles");
        (await mara.GetAsync("/bundle/mara/stable")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Filter_WhenSaved_ThenItStandsAboveTheQueueOfWhomItIsFor()
    {
        await using var bench = await OpenAsync();
        using var mara = await SignInAsync(bench, "mara");
        using var rae = await SignInAsync(bench, "rae");

        await mara.SubmitAsync("/queue/first?q=start&state=all", "/queue/first/filters", ("name", "Starts"));
        await mara.SubmitAsync("/queue/first?delegate=mara", "/queue/first/filters", ("name", "Mine <b>"), ("everybody", "yes"));

        Names(await mara.PageAsync("/queue/first")).ShouldBe(["Mine <b>", "Starts"]);
        Names(await rae.PageAsync("/queue/first")).ShouldBe(["Mine <b>"]);
        Names(await bench.PageAsync("/queue/first")).ShouldBe(["Mine <b>"]);
        (await mara.PageAsync((await mara.PageAsync("/queue/first")).QuerySelectorAll(".saved nav a")[1].GetAttribute("href")!)).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await rae.PostWithTokenAsync("/queue/first/filters", ("name", "x"), ("query", "q=x"), ("everybody", "yes"))).Status.ShouldBe(303);
        Names(await bench.PageAsync("/queue/first")).ShouldBe(["Mine <b>"]);
        await mara.SubmitAsync("/queue/first?q=start&state=all", "/queue/first/filters/remove");
        Names(await mara.PageAsync("/queue/first")).ShouldBe(["Mine <b>"]);

        static IEnumerable<string> Names(IDocument page) => page.QuerySelectorAll(".saved nav a").Select(link => link.TextContent);
    }

    [Fact]
    public async Task Delegation_WhenADraftIsTriedAndSaved_ThenItHoldsForWhatComes()
    {
        await using var bench = await OpenAsync();
        using var mara = await SignInAsync(bench, "mara");
        const string Address = "/queue/first/delegation";
        (await mara.PageAsync(Address)).QuerySelectorAll("fieldset.rule").Length.ShouldBe(3);

        var tried = await mara.PostWithTokenAsync(Address, ("rules", "1"), ("seen", "profile"), ("to-1", "mara"), ("paths-1", "kernel/bpf/one*.c"), ("do", "try"));
        tried.Status.ShouldBe(200);
        tried.Document.QuerySelectorAll(".trial tbody tr").Single().TextContent.ShouldContain("touches kernel/bpf/one1.c");
        tried.Document.QuerySelector(".banner")!.TextContent.ShouldContain("nothing is saved yet");
        (await bench.DataAsync(Address + ".json")).GetProperty("is_own").GetBoolean().ShouldBeFalse();

        var added = await mara.PostWithTokenAsync(Address, ("rules", "1"), ("seen", "profile"), ("to-1", "mara"), ("paths-1", "x<y"), ("do", "add"));
        added.Document.QuerySelectorAll("fieldset.rule").Length.ShouldBe(2);
        (await mara.PostWithTokenAsync(Address, ("rules", "1"), ("seen", "profile"), ("to-1", "ghost"), ("do", "save"))).Document.QuerySelector(".fault")!.TextContent.ShouldContain("there is no user 'ghost'");
        (await mara.PostWithTokenAsync(Address, ("rules", "1"), ("seen", "profile"), ("to-1", "mara"), ("prefixes-1", "bpf-next"), ("do", "save"))).Location.ShouldBe(Address);
        (await mara.PostWithTokenAsync(Address, ("rules", "0"), ("seen", "profile"), ("do", "save"))).Status.ShouldBe(409);
        (await bench.PageAsync(Address)).QuerySelector(".rules li")!.TextContent.ShouldBe("prefix bpf-next → mara");
    }

    [Fact]
    public async Task Roles_WhenTheyMayNot_ThenEveryDoorRefuses()
    {
        await using var bench = await OpenAsync();
        using var rae = await SignInAsync(bench, "rae");
        using var ada = await SignInAsync(bench, "ada");
        using var mara = await SignInAsync(bench, "mara");
        await mara.SubmitAsync("/queue/first", "/queue/first/change", ("series", "2"), ("bundle_name", "private"), ("do", "bundle"));
        var before = await bench.DataAsync("/series/1.json");

        foreach (var (action, fields) in Forbidden)
        {
            foreach (var who in new[] { rae, ada })
            {
                var reply = await who.PostWithTokenAsync(action, fields);
                reply.Status.ShouldBeOneOf(303, 403, 404);
                if (reply.Status == 303) (await who.PageAsync(reply.Location is "/bundle/1" or "/" ? "/queue/first" : reply.Location!)).QuerySelector(".notice")!.ClassList.ShouldContain("fault", action);
            }

            using var nobody = new PageVisitor(bench.Client.BaseAddress!.ToString());
            (await nobody.PostWithTokenAsync(action, fields)).Status.ShouldBe(403, action);
        }

        (await bench.DataAsync("/series/1.json")).GetRawText().ShouldBe(before.GetRawText());

        // What an author may: take his own series out of review.
        await ada.SubmitAsync("/series/1", "/series/1/change", ("state", "changes-requested"), ("do", "change"));
        (await bench.DataAsync("/series/1.json")).GetProperty("state").GetString().ShouldBe("changes-requested");
    }

    [Fact]
    public async Task Fields_WhenTheyAreHostile_ThenNothingBreaksAndNothingBecomesMarkup()
    {
        await using var bench = await OpenAsync();
        using var mara = await SignInAsync(bench, "mara");
        foreach (var evil in (string[])["<script>alert(1)</script>", "\0", "\u202e", "'; drop table series; --", new string('x', 5000), "99999999999999999999999999", "-1", "//evil.example/", "\ud800"])
        {
            foreach (var (action, field, rest) in (ValueTuple<string, string, string>[])[
                ("/queue/first/change", "series", "change"), ("/queue/first/change", "state", "change"), ("/queue/first/change", "delegate", "change"), ("/queue/first/change", "next", "change"),
                ("/series/1/change", "tag", "change"), ("/series/1/change", "message", "split"), ("/series/1/change", "bundle_name", "bundle"), ("/series/1/change", "note", "todo"),
                ("/series/1/relink", "other", "later"), ("/series/1/relink", "reason", "one"), ("/series/1/change", "seen", "change"), ("/queue/first/filters", "name", ""), ("/queue/first/filters", "query", ""),
                ("/queue/first/delegation", "paths-1", "try"), ("/queue/first/delegation", "content-1", "try"), ("/queue/first/delegation", "rules", "add"), ("/changes/1/undo", "next", "")])
            {
                var reply = await mara.PostWithTokenAsync(action, (field, evil), ("do", rest), ("rules", field == "rules" ? null : "1"), ("to-1", "mara"), ("kind-1", "pattern"), ("name", field == "name" ? null : "n"));
                reply.Status.ShouldBeOneOf([200, 303, 400, 403, 404, 409, 413], $"{action} {field} {evil[..Math.Min(20, evil.Length)]}");
                if (reply.Status == 303) reply.Location!.ShouldStartWith("/");
                if (reply.Status == 303) reply.Location!.ShouldNotStartWith("//");
                if (reply.Text.Length > 0) reply.Document.QuerySelectorAll("script:not([src^='/static/'])").ShouldBeEmpty();
            }
        }

        foreach (var address in (string[])["/queue/first?state=all", "/series/1", "/todo", "/bundles", "/queue/first/delegation"])
            (await mara.PageAsync(address)).QuerySelectorAll("script:not([src^='/static/'])").ShouldBeEmpty(address);
    }

    private static IEnumerable<(string Action, (string, string?)[] Fields)> Forbidden =>
    [
        ("/queue/first/change", [("series", "1"), ("state", "accepted")]), ("/queue/first/change", [("series", "1"), ("delegate", "mara")]),
        ("/series/1/change", [("archive", "yes")]), ("/series/1/change", [("hold", "on"), ("reason", "x")]), ("/series/1/change", [("tag", "x")]), ("/series/1/change", [("tree", "net"), ("tree_why", "x")]),
        ("/series/1/change", [("message", "one-1@example.org"), ("do", "split")]), ("/series/1/relink", [("other", "2"), ("do", "one")]),
        ("/series/2/relink", [("other", "1"), ("do", "later")]), ("/series/1/relink", [("other", "2"), ("do", "cut")]),
        ("/queue/first/delegation", [("rules", "0"), ("do", "save")]), ("/queue/first/filters", [("name", "x"), ("query", "q=x"), ("everybody", "yes")]),
        (Bundle, [("do", "delete")]), ("/changes/1/undo", []),
    ];

    internal static async Task<WebBench> OpenAsync() => await WebBench.OpenAsync(async import =>
    {
        var step = new AccountStep(import.Database);
        foreach (var (name, maintains, isAdmin) in (ValueTuple<string, bool, bool>[])[("mara", true, false), ("ada", false, false), ("rae", false, false), ("root", false, true)])
        {
            await step.AddAsync(
                name, new() { Email = $"{name}@example.org", Password = "correct horse", Maintains = maintains ? [import.Project] : [], IsAdmin = isAdmin }, SignInPageTests.Root, CancellationToken.None);
        }
    }, WorkBench.RealTexts().Select(System.Text.Encoding.UTF8.GetBytes));

    internal static async Task<PageVisitor> SignInAsync(WebBench bench, string name)
    {
        var visitor = new PageVisitor(bench.Client.BaseAddress!.ToString());
        await visitor.SignInAsync(name, "correct horse");
        return visitor;
    }
}
