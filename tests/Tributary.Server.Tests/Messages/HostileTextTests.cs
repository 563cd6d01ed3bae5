using System.Text;
using AngleSharp.Dom;
using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Server.Tests;

/// <summary>Mail is written by strangers: whatever it holds, a page shows it and does nothing else with it.</summary>
public sealed class HostileTextTests
{
    private const string Attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&lt;b&gt; javascript:alert(1) \u202egnp.exe";

    [Fact]
    public async Task Patch_WhenEveryFieldHoldsMarkup_ThenThePageHoldsItAsText()
    {
        var page = await Rendered.PageAsync<PatchPage>(Mail(Attack));

        Harmless(page);
        page.QuerySelector("h1")!.TextContent.ShouldContain("<script>alert(1)</script>");
        page.QuerySelector(".head")!.TextContent.ShouldContain("<script>alert(1)</script>");
        page.QuerySelector(".mail")!.TextContent.ShouldContain("<script>alert(1)</script>");
        page.QuerySelector(".file .path")!.TextContent.ShouldContain("<script>alert(1)</script>");
        page.QuerySelector(".diff .a")!.TextContent.ShouldContain("<script>alert(1)</script>");
        page.QuerySelectorAll(".diff .odd").ShouldNotBeEmpty();
        page.QuerySelector("title")!.TextContent.ShouldContain("[U+202E]");
    }

    [Fact]
    public async Task Message_WhenEveryFieldHoldsMarkup_ThenThePageHoldsItAsText() => Harmless(await Rendered.PageAsync<MessagePage>(Mail(Attack)));

    [Fact]
    public async Task Queue_WhenNamesHoldMarkup_ThenThePageHoldsThemAsText()
    {
        var line = Given.Line(1) with { Name = Attack, Submitter = new(Attack, Attack), Tree = Attack, TreeReason = Attack };

        Harmless(await Rendered.PageAsync<QueuePage>(new QueueModel
        {
            Project = new(1, Attack, "x"), Request = new() { Q = Attack, Submitter = Attack, Tree = Attack }, Lines = [line], HasOlder = true, HasNewer = true,
            Counts = [new(Workflow.PatchState.New, Attack, 1)], Now = Given.Now,
        }), StaticFile.Keys.Address);
    }

    [Fact]
    public async Task Link_WhenItLeadsOut_ThenItTellsNothingOfUs()
    {
        var page = await Rendered.PageAsync<MessagePage>(Mail("see https://example.org/x?a=1&b=2 there"));

        page.QuerySelector(".mail a")!.GetAttribute("href").ShouldBe("https://example.org/x?a=1&b=2");
        page.QuerySelector(".mail a")!.GetAttribute("rel").ShouldBe("nofollow noopener noreferrer");
    }

    private static void Harmless(IDocument page, params string[] scripts)
    {
        page.Scripts.Select(static script => (script.Source, script.Text)).ShouldBe(scripts.Select(static address => ((string?)address, "")));
        page.Images.ShouldBeEmpty();
        page.QuerySelectorAll("iframe, object, embed, style, base, meta[http-equiv]").ShouldBeEmpty();
        foreach (var element in page.All)
        {
            element.Attributes.ShouldAllBe(attribute => !attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) && attribute.Name != "style");
            (element.GetAttribute("href") ?? "/").ShouldMatch("^(/|#|https?://)");
        }
    }

    private static MailModel Mail(string text)
    {
        var id = new MessageId(text);
        var message = new Message
        {
            Raw = Encoding.UTF8.GetBytes(text), Id = id, Headers = [new("Subject", text)], From = new(text, text), To = [new(text, text)], Subject = text, Date = Given.Now,
            Defects = [new("x", text)], Parts = [new() { ContentType = text, FileName = text, IsAttachment = true, Text = text }],
        };
        var mail = new PatchMail
        {
            Id = id, Kind = MailKind.Patch, KindReason = text, Subject = new() { Raw = text, Name = $"[{text}] {text}", Title = text }, Author = new(text, "other@example.org"),
            Content = text + "\n> " + text + "\n", Notes = text, PullUrl = text, Diff = $"diff --git a/{text} b/{text}\n--- a/{text}\n+++ b/{text}\n@@ -1 +1,2 @@ {text}\n {text}\n+{text}\n",
        };
        var reply = new ShownReply(new(new("r" + text), null, id, 1, MailKind.Reply, new(text, text), Given.Now, text), 0, mail with { Trailers = [new("Acked-by" + text, text)] });
        return new()
        {
            Project = Given.Project, Stored = new(id, MailKind.Patch, message.Raw, new MessageId(text), id, new(1)), Message = message, Mail = mail,
            Discussion = new(id, [reply]), Now = Given.Now,
        };
    }
}
