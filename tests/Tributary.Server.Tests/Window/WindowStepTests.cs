using Tributary.Policy;
using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>Series that come while the merge window is open wait for its end.</summary>
[Trait("Clause", "TREE-7")]
public sealed class WindowStepTests
{
    private static readonly DateTimeOffset Sent = new(2024, 5, 6, 0, 0, 0, TimeSpan.Zero);

    private static readonly KernelTag Release = new(6, 9, null, Sent.AddDays(-1));

    private static readonly KernelTag Candidate = new(6, 10, 1, Sent.AddDays(13));

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Series_WhenTheyComeInTheWindow_ThenThoseForFeaturesAreHeldUntilTheFirstCandidate(DatabaseKind kind)
    {
        await using var bench = await WebBench.OpenAsync(
            kind, WebBench.Patch("feature@x", "[PATCH bpf-next] bpf: add", path: "kernel/bpf/a.c"), WebBench.Patch("fix@x", "[PATCH bpf] bpf: fix", path: "kernel/bpf/b.c"),
            WebBench.Patch("talk@x", "[PATCH RFC bpf-next] bpf: talk", path: "kernel/bpf/c.c"));
        if (bench is null) return;
        await SetAsync(bench, NoticeSettings.TellWindow, "yes");

        (await RunAsync(bench, WindowRules.Read([Release], Sent.AddDays(1)))).ShouldBe((1, 0));
        (await RunAsync(bench, WindowRules.Read([Release], Sent.AddDays(1)))).ShouldBe((0, 0));
        (await HoldsAsync(bench)).ShouldBe([("[bpf-next] bpf: add", "The merge window of v6.10 is open: bpf-next takes nothing until v6.10-rc1.")]);
        var letter = (await new OutboxQueries(bench.Options.Database).ListAsync(new(), null, 10, CancellationToken.None)).ShouldHaveSingleItem();
        letter.Subject.ShouldBe("Re: [PATCH bpf-next] bpf: add");

        (await RunAsync(bench, WindowRules.Read([Release, Candidate], Sent.AddDays(14)))).ShouldBe((0, 1));
        (await HoldsAsync(bench)).ShouldBeEmpty();
        var held = (await new WindowStore(bench.Options.Database).ListHeldAsync(1, "v6.10", isHeld: false, 10, CancellationToken.None)).ShouldHaveSingleItem();
        (held.FreedAt is not null, held.IsOnHold).ShouldBe((true, false));
        (await RunAsync(bench, WindowRules.Read([Release, Candidate], Sent.AddDays(14)))).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Series_WhenAMaintainerTookTheHoldOff_ThenItStaysOff()
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("feature@x", "[PATCH bpf-next] bpf: add", path: "kernel/bpf/a.c"));
        var standing = WindowRules.Read([Release], Sent.AddDays(1));
        await RunAsync(bench, standing);

        await new DecisionStep(bench.Options.Database, ProfileFile.Find).RunOnSeriesAsync(
            new(1), new Decision { Hold = new(null) }, new WorkActor(null, Door.CommandLine, Sent.AddDays(1)), CancellationToken.None);
        (await RunAsync(bench, standing)).ShouldBe((0, 0));

        (await HoldsAsync(bench)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Series_WhenAMaintainerTookAHoldOffBeforeTheWindow_ThenItIsNotHeld()
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("feature@x", "[PATCH bpf-next] bpf: add", path: "kernel/bpf/a.c"));
        var decisions = new DecisionStep(bench.Options.Database, ProfileFile.Find);
        foreach (var hold in (string?[])["It waits for a test.", null])
            await decisions.RunOnSeriesAsync(new(1), new Decision { Hold = new(hold) }, new WorkActor(null, Door.CommandLine, Sent.AddDays(1)), CancellationToken.None);

        (await RunAsync(bench, WindowRules.Read([Release], Sent.AddDays(1)))).ShouldBe((0, 0));

        (await HoldsAsync(bench)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Series_WhenAMaintainerGaveItAnotherHold_ThenTheEndOfTheWindowLeavesThat()
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("feature@x", "[PATCH bpf-next] bpf: add", path: "kernel/bpf/a.c"));
        await RunAsync(bench, WindowRules.Read([Release], Sent.AddDays(1)));
        await new DecisionStep(bench.Options.Database, ProfileFile.Find).RunOnSeriesAsync(
            new(1), new Decision { Hold = new("It waits for a test.") }, new WorkActor(null, Door.CommandLine, Sent.AddDays(1)), CancellationToken.None);

        (await RunAsync(bench, WindowRules.Read([Release, Candidate], Sent.AddDays(14)))).ShouldBe((0, 0));

        (await HoldsAsync(bench)).ShouldBe([("[bpf-next] bpf: add", "It waits for a test.")]);
    }

    [Fact]
    public void Trees_WhenTheyTakeFeaturesOnADay_ThenTheseAreClosed()
    {
        var profile = BuiltInProfiles.Find(BuiltInProfiles.Default)!;
        var past = profile with { Trees = [.. profile.Trees.Select(static tree => tree with { Until = DateOnly.FromDateTime(Sent.UtcDateTime) })] };

        WindowStep.ClosedIn(profile, Sent).Select(static tree => tree.Name).ShouldContain("bpf-next");
        WindowStep.ClosedIn(past, Sent).ShouldBeEmpty();
        WindowStep.ClosedIn(profile with { MergeWindow = null }, Sent).ShouldBeEmpty();
    }

    [Fact]
    public async Task Letter_WhenTheProjectHasATextOfItsOwn_ThenItSaysThatOfTheSeries()
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("feature@x", "[PATCH bpf-next] bpf: add", path: "kernel/bpf/a.c"));
        await SetAsync(bench, NoticeSettings.SwitchOf(NoticeKind.Window), "on");
        await SetAsync(bench, NoticeSettings.TemplateOf(NoticeKind.Window), "{tree} waits for {release}-rc1, about {closes}: {name}");

        await RunAsync(bench, WindowRules.Read([Release], Sent.AddDays(1)));

        var outbox = new OutboxQueries(bench.Options.Database);
        var letter = (await outbox.ListAsync(new(), null, 10, CancellationToken.None)).ShouldHaveSingleItem();
        letter.Key.ShouldStartWith("window/");
        System.Text.Encoding.UTF8.GetString((await outbox.FindAsync(letter.Id, CancellationToken.None))!.Content.Span).ShouldContain("bpf-next waits for v6.10-rc1, about 2024-05-19: [bpf-next] bpf: add");
    }

    private static Task<(int Held, int Freed)> RunAsync(WebBench bench, WindowStanding? standing) =>
        new WindowStep(bench.Options.Database, _ => BuiltInProfiles.Find(BuiltInProfiles.Default), new SeriesNotices(new Outbox(MailIdentity.Unset, TimeProvider.System), ProfileFile.Find, ""), TimeProvider.System).RunAsync(standing, CancellationToken.None);

    private static async Task<IEnumerable<(string Name, string Hold)>> HoldsAsync(WebBench bench) =>
        [.. (await bench.DataAsync("/queue/first.json?state=all")).GetProperty("series").EnumerateArray().Where(line => line.GetProperty("hold").GetString() is not null)
            .Select(line => (line.GetProperty("name").GetString()!, line.GetProperty("hold").GetString()!))];

    private static async Task SetAsync(WebBench bench, string name, string value)
    {
        await using var write = await bench.Options.Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        await ProjectSettings.SetAsync(write, 1, new(name, value), CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
    }
}
