using System.Collections.Immutable;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

[Trait("Clause", "SUB-4")]
public sealed class SeriesNoticesTests
{
    private static readonly CommitId First = CommitId.Parse(new string('a', 40));

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Accepted_WhenATreeHasIt_ThenItsSenderIsToldOnceWithTheCommits(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;
        var messages = await MessagesAsync(bench);
        var what = new AcceptedSeries(new(1), "bpf-next/net") { Commits = [(messages[0], First), (messages[1], CommitId.Parse(new string('b', 40)))], By = "Mara <mara@example.org>" };

        (await WriteAsync(bench, (notices, write) => notices.AcceptedAsync(write, what, CancellationToken.None))).ShouldBeTrue();
        (await WriteAsync(bench, (notices, write) => notices.AcceptedAsync(write, what with { By = null }, CancellationToken.None))).ShouldBeFalse();

        var letter = (await bench.LettersAsync()).ShouldHaveSingleItem();
        letter.ShouldContain("Subject: Re: [PATCH bpf-next 0/3] bpf: a start\n");
        letter.ShouldContain("To: Ada Author <ada@example.org>");
        letter.ShouldContain("In-Reply-To: <one-0@example.org>");
        letter.ShouldContain("Auto-Submitted: auto-generated");
        letter.ShouldContain("this series was applied to bpf/bpf-next.git (net)\nby Mara <mara@example.org>:");
        letter.ShouldContain("> What it is for.");
        letter.ShouldContain("  - [bpf-next,1/3] bpf: a start: step 1\n    https://git.kernel.org/bpf/bpf-next/c/aaaaaaaaaaaa\n");
        letter.ShouldContain("  - [bpf-next,3/3] bpf: a start: step 3\n    (no matching commit)\n");
        letter.ShouldContain("https://patches.example.org/series/1");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Accepted_WhenItGoesInAgainLater_ThenThatIsToldToo(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;
        var messages = await MessagesAsync(bench);
        foreach (var sign in "ab")
            await WriteAsync(bench, (notices, write) => notices.AcceptedAsync(write, new(new(1), "bpf-next") { Commits = [(messages[0], CommitId.Parse(new string(sign, 40)))] }, CancellationToken.None));

        (await bench.LettersAsync()).Count.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Recipients_WhenOneWantsNoMail_ThenHeGetsNone(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;
        var patch = WebBench.Patch("late@example.org", "[PATCH bpf] bpf: late", "Cc: bpf@vger.kernel.org, Rae <rae@example.org>, \"bad\" <not an address>\n", "kernel/bpf/late.c", 4);
        await bench.ArriveAsync(patch);
        await new VerdictMailStep(bench.Work.Database).RefuseAsync("rae@example.org", wantsMail: false, WorkBench.Noon, CancellationToken.None);

        await WriteAsync(bench, (notices, write) => notices.AcceptedAsync(write, new(new(3), "bpf"), CancellationToken.None));

        var letter = (await bench.LettersAsync()).ShouldHaveSingleItem();
        letter.ShouldContain("Cc: list@example.org, bpf@vger.kernel.org\n");
        letter.ShouldContain("this patch was applied to bpf/bpf.git (master)\n\nOn ");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Dropped_WhenTheProjectWantsIt_ThenItIsToldByItsOwnTemplate(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;
        var dropped = new DroppedSeries(new(1), "bpf-next", First.Hex) { Why = "It broke\nthe build." };

        (await WriteAsync(bench, (notices, write) => notices.DroppedAsync(write, dropped, CancellationToken.None))).ShouldBeFalse();
        var step = new NoticeStep(bench.Work.Database);
        (await step.SetAsync(bench.Work.Import.Project, new(NoticeKind.Dropped) { IsOn = true, Template = "Out of {tree}: {why} Now {state}." }, bench.Work.Mara, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>();
        (await WriteAsync(bench, (notices, write) => notices.DroppedAsync(write, dropped, CancellationToken.None))).ShouldBeTrue();

        (await bench.LettersAsync()).ShouldHaveSingleItem().ShouldContain("\n\nOut of bpf-next: It broke the build. Now New.\n");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Template_WhenWrongOrOfNobodysProject_ThenItIsRefusedInOneLine(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;
        var step = new NoticeStep(bench.Work.Database);

        (await step.SetAsync(bench.Work.Import.Project, new(NoticeKind.Accepted) { Template = "Hi {you}" }, bench.Work.Mara, CancellationToken.None))
            .ShouldBeOfType<WorkOutcome.Invalid>().Sentence.ShouldStartWith("line 1: there is no you; there is submitter");
        (await step.SetAsync(bench.Work.Import.Project, new(NoticeKind.Accepted) { IsOn = false }, bench.Work.Rae, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Refused>();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Changes_WhenTheProjectWantsThem_ThenTheFollowerTellsWhatPeopleDidSince(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.Work.SetSeriesAsync(PatchState.UnderReview, bench.Work.Mara);
        var follower = Follower(bench);
        await follower.RunOnceAsync(CancellationToken.None);
        var step = new NoticeStep(bench.Work.Database);
        await step.SetAsync(bench.Work.Import.Project, new(NoticeKind.StateChanged) { IsOn = true }, bench.Work.Mara, CancellationToken.None);
        await step.SetAsync(bench.Work.Import.Project, new(NoticeKind.OnHold) { IsOn = true }, bench.Work.Mara, CancellationToken.None);

        await bench.Work.SetSeriesAsync(PatchState.ChangesRequested, bench.Work.Mara);
        await bench.Work.Decisions.RunOnSeriesAsync(new(2), new() { Hold = new("merge window") }, bench.Work.Mara, CancellationToken.None);
        await bench.Work.SetSeriesAsync(PatchState.Rfc, bench.Work.Ada, series: 2);
        await bench.ImportAsync(WebBench.Patch("one-v2@example.org", "[PATCH bpf-next v2] bpf: a start", "", "kernel/bpf/one1.c", 9).Replace("Ann Author <ann@", "Ada Author <ada@", StringComparison.Ordinal));
        while (await follower.RunOnceAsync(CancellationToken.None))
        {
            // The next events.
        }

        var letters = await bench.LettersAsync();
        letters.Count.ShouldBe(2);
        letters[0].ShouldContain("changed from Under Review to Changes Requested.\nmara did so.");
        letters[1].ShouldContain("The reason: merge window");
    }

    private static NoticeFollower Follower(CommandBench bench) => new(bench.Work.Database, Notices());

    private static SeriesNotices Notices() => new(
        new Outbox(new(new("Patches", "patches@example.org")), TimeProvider.System), _ => BuiltInProfiles.Find(BuiltInProfiles.Default), "https://patches.example.org");

    private static async Task<bool> WriteAsync(CommandBench bench, Func<SeriesNotices, WriteTransaction, Task<bool>> tell)
    {
        await using var write = await bench.Work.Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        var told = await tell(Notices(), write);
        await write.CommitAsync(CancellationToken.None);
        return told;
    }

    private static async Task<ImmutableArray<long>> MessagesAsync(CommandBench bench) =>
        [.. await bench.Work.Import.QueryAsync<long>("select message from series_patches where series = 1 order by number")];
}
