using System.Text;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server.Tests;

/// <summary>The page of a project's letters, and mail commands on the page of a series.</summary>
[Trait("Clause", "SUB-4")]
[Trait("Clause", "SUB-5")]
public sealed class LettersPageTests
{
    private const string Page = "/queue/first/letters";

    [Fact]
    public async Task Letters_WhenAMaintainerWritesOne_ThenItIsTriedOnASeriesAndKept()
    {
        await using var bench = await WorkPageTests.OpenAsync();
        using var mara = await WorkPageTests.SignInAsync(bench, "mara");

        var tried = await mara.SubmitAsync(Page, Page, ("template", "In {branch}: <b>{name}</b>\n{#patches}\n{patch}\n{/patches}"), ("series", "1"), ("do", "preview"));
        tried.Status.ShouldBe(200);
        tried.Document.QuerySelectorAll("pre.mail").Single().TextContent.ShouldBe("In master: <b>bpf: a start</b>\n[bpf-next,1/3] bpf: a start: step 1\n[bpf-next,2/3] bpf: a start: step 2\n[bpf-next,3/3] bpf: a start: step 3\n");
        tried.Document.QuerySelector("textarea")!.TextContent.Trim().ShouldStartWith("In {branch}");
        (await mara.SubmitAsync(Page, Page, ("template", "In {branch}"), ("do", "save"))).Status.ShouldBe(303);
        (await mara.SubmitAsync(Page + "?kind=dropped", Page, ("kind", "dropped"), ("do", "on"))).Status.ShouldBe(303);

        var data = await bench.DataAsync(Page + ".json");
        var kinds = data.GetProperty("kinds").EnumerateArray().ToDictionary(kind => kind.GetProperty("kind").GetString()!);
        (kinds["accepted"].GetProperty("own").GetBoolean(), kinds["accepted"].GetProperty("template").GetString()).ShouldBe((true, "In {branch}"));
        kinds["dropped"].GetProperty("on").GetBoolean().ShouldBeTrue();
        kinds["state-changed"].GetProperty("on").GetBoolean().ShouldBeFalse();
        // Enter in a field presses the first button of its form: that must not switch anything, and neither does a form that says nothing.
        (await mara.PageAsync(Page)).QuerySelector("input[name=series]")!.Closest("form")!.QuerySelector("button")!.GetAttribute("value").ShouldBe("preview");
        (await mara.PostWithTokenAsync(Page, ("kind", "accepted"), ("template", "lost"))).Status.ShouldBe(303);
        (await bench.DataAsync(Page + ".json")).GetProperty("kinds")[0].GetProperty("template").GetString().ShouldBe("In {branch}");
        await mara.SubmitAsync(Page, Page, ("do", "reset"));
        (await bench.DataAsync(Page + ".json")).GetProperty("kinds")[0].GetProperty("own").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Letters_WhenATemplateIsWrong_ThenOneLineSaysSoAndNothingIsLost()
    {
        await using var bench = await WorkPageTests.OpenAsync();
        using var mara = await WorkPageTests.SignInAsync(bench, "mara");

        var reply = await mara.SubmitAsync(Page, Page, ("template", "Hello\n{nobody}"), ("do", "save"));

        reply.Status.ShouldBe(400);
        reply.Document.QuerySelector(".fault")!.TextContent.ShouldStartWith("line 2: there is no nobody");
        reply.Document.QuerySelector("textarea")!.TextContent.Trim().ShouldBe("Hello\n{nobody}");
    }

    [Fact]
    public async Task Letters_WhenOthersAskForAChange_ThenTheyAreRefused()
    {
        await using var bench = await WorkPageTests.OpenAsync();
        using var rae = await WorkPageTests.SignInAsync(bench, "rae");

        (await rae.PageAsync(Page)).QuerySelector("textarea").ShouldBeNull();
        (await rae.PostWithTokenAsync(Page, ("kind", "accepted"), ("do", "off"))).Status.ShouldBe(403);
        (await bench.PageAsync(Page + "?kind=on-hold")).QuerySelector("pre.mail")!.TextContent.ShouldContain("{?why}");
        (await bench.Client.GetAsync(new Uri(Page + "?kind=x", UriKind.Relative))).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Series_WhenAMailCommanded_ThenItsPageSaysSoAndAMaintainerUndoesIt()
    {
        await using var bench = await WorkPageTests.OpenAsync();
        using var mara = await WorkPageTests.SignInAsync(bench, "mara");
        var mail = WebBench.Mail("r1@example.org", "Re: [PATCH bpf-next 1/3] bpf: a start: step 1", "pw-bot: cr", "In-Reply-To: <one-1@example.org>\n", "Ada Author <ada@example.org>", 7);
        var step = new ImportStep(bench.Options.Database, _ => BuiltInProfiles.Find(BuiltInProfiles.Default)) { Desk = new(new Outbox(MailIdentity.Unset, TimeProvider.System)) };
        await step.RunAsync(new(1, 1, [NewMessage.Read(Encoding.UTF8.GetBytes(mail))], [], "{}"), CancellationToken.None);

        var command = (await bench.DataAsync("/series/1.json")).GetProperty("commands")[0];
        (command.GetProperty("message_id").GetString(), command.GetProperty("means").GetString(), command.GetProperty("outcome").GetString())
            .ShouldBe(("r1@example.org", "changes-requested", "done: It was New and is Changes Requested."));
        (await bench.PageAsync("/series/1")).QuerySelector("#commands ~ ol form").ShouldBeNull();
        (await mara.SubmitAsync("/series/1", "/changes/1/undo")).Status.ShouldBe(303);

        (await bench.DataAsync("/series/1.json")).GetProperty("commands")[0].GetProperty("outcome").GetString().ShouldBe("undone: mara took it back.");
        (await bench.DataAsync("/series/1.json")).GetProperty("state").GetString().ShouldBe("new");
    }
}
