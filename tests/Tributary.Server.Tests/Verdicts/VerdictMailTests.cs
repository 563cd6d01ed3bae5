using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

public sealed class VerdictMailTests
{
    private const string NoSignOff = "Why.";

    [Fact]
    public async Task Mail_WhenNobodyTurnedItOn_ThenThereIsNone()
    {
        await using var bench = (await VerdictBench.OpenAsync(DatabaseKind.Sqlite, VerdictBench.Patch("one", "[PATCH bpf-next] bpf: Count", NoSignOff)))!;
        await bench.JudgeAsync();
        (await bench.LetterAsync()).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Mail_WhenItIsOn_ThenTheSenderGetsOneWithTheErrorsAlone(DatabaseKind kind)
    {
        await using var bench = await VerdictBench.OpenAsync(kind);
        if (bench is null) return;
        await TurnOnAsync(bench, new(2024, 5, 5, 0, 0, 0, TimeSpan.Zero));
        await bench.ImportAsync(VerdictBench.Patch("one", "[PATCH bpf-next] bpf: Count", NoSignOff, added: "\t// C++"));
        bench.Server.Clock.Now = new(2024, 5, 6, 6, 0, 0, TimeSpan.Zero);
        await bench.JudgeAsync();

        var letter = (await bench.LetterAsync())!;
        letter.FindHeader("In-Reply-To").ShouldBe("<one@example.org>");
        letter.FindHeader("To").ShouldBe("Ann Author <ann@example.org>");
        letter.Subject.ShouldBe("Re: [PATCH bpf-next] bpf: Count");
        letter.FindHeader("Auto-Submitted").ShouldBe("auto-generated");
        var text = letter.Parts[0].Text!;
        text.ShouldContain("author-signed-off");
        text.ShouldNotContain("cpp-comments");

        await new Store.VerdictsAsked(bench.Database).NoteAllAsync(bench.Server.Clock.GetUtcNow(), CancellationToken.None);
        await bench.JudgeAsync();
        (await bench.Server.LettersAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Mail_WhenTheSeriesIsOldOrRightOrIncomplete_ThenThereIsNone()
    {
        await using var bench = (await VerdictBench.OpenAsync(DatabaseKind.Sqlite))!;
        await TurnOnAsync(bench, new(2024, 5, 5, 0, 0, 0, TimeSpan.Zero));
        bench.Server.Clock.Now = new(2024, 5, 8, 0, 0, 0, TimeSpan.Zero);
        await bench.ImportAsync(
            VerdictBench.Patch("before", "[PATCH bpf-next] bpf: Before it was on", NoSignOff, day: 4), VerdictBench.Patch("old", "[PATCH bpf-next] bpf: Read late", NoSignOff, day: 5),
            VerdictBench.Patch("right", "[PATCH bpf-next] bpf: Right", day: 7), VerdictBench.Patch("part", "[PATCH bpf-next 1/2] bpf: A part", NoSignOff, day: 7));
        await bench.JudgeAsync();
        (await bench.LetterAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Sender_WhenHeFollowsTheLinkInTheLetter_ThenHeGetsNoMore()
    {
        await using var bench = (await VerdictBench.OpenAsync(DatabaseKind.Sqlite))!;
        await TurnOnAsync(bench, new(2024, 5, 5, 0, 0, 0, TimeSpan.Zero));
        bench.Server.Clock.Now = new(2024, 5, 6, 6, 0, 0, TimeSpan.Zero);
        await bench.ImportAsync(VerdictBench.Patch("one", "[PATCH bpf-next] bpf: Count", NoSignOff));
        await bench.JudgeAsync();
        var text = (await bench.LetterAsync())!.Parts[0].Text!;
        var link = text[text.IndexOf($"{VerdictBench.Site}/checks/no-mail", StringComparison.Ordinal)..].Split('\n')[0].Trim()[VerdictBench.Site.Length..];
        using var browser = bench.Server.Browser();

        (await browser.GetAsync(link.Replace("ann%40", "ben%40", StringComparison.Ordinal))).Status.ShouldBe(404);
        (await browser.SubmitAsync(link, "/checks/no-mail")).Status.ShouldBe(303);
        await bench.ImportAsync(VerdictBench.Patch("two", "[PATCH bpf-next] bpf: Another", NoSignOff));
        await bench.JudgeAsync();

        (await bench.Server.LettersAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task ChecksPage_WhenAMaintainerTurnsMailOn_ThenItSaysSo()
    {
        await using var bench = (await VerdictBench.OpenAsync(DatabaseKind.Sqlite))!;
        await bench.Server.AddUserAsync("mara", new() { Maintains = [bench.Server.Import.Project] });
        using var mara = await bench.Server.SignInAsync("mara");

        (await mara.SubmitAsync("/queue/first/checks", "/queue/first/checks", ("mail", "on"))).Status.ShouldBe(303);

        (await mara.PageAsync("/queue/first/checks")).QuerySelector("button[value=off]").ShouldNotBeNull();
        (await mara.GetAsync("/queue/first/checks.json")).Text.ShouldNotContain("\"mails_since\":null");
    }

    private static async Task TurnOnAsync(VerdictBench bench, DateTimeOffset at) =>
        (await new VerdictMailStep(bench.Database).SetAsync(bench.Server.Import.Project, isOn: true, AccountBench.Root with { At = at }, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>();
}
