using System.Collections.Immutable;
using Shouldly;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

[Trait("Clause", "STB-5")]
public sealed class StableQueueTests : IAsyncLifetime, IDisposable
{
    private const string Before = "a\nb\nc\nd\ne\nf\n";
    private const string After = "a\nb\nc\nmended\nd\ne\nf\n";
    private static readonly ManualClock Clock = new();
    private readonly TestHistory history = new();
    private readonly string folder = Directory.CreateTempSubdirectory("tributary-stable-").FullName;
    private readonly Outbox outbox = new(MailIdentity.Unset, Clock);
    private Database database = null!;
    private StableDesk desk = null!;
    private StoredProject project = null!;
    private string culprit = "";

    private static Policy.Profile Profile => ProfileFile.Find("bpf")!;

    public async Task InitializeAsync()
    {
        database = await Database.OpenAsync(folder, url: null, CancellationToken.None);
        var id = await new ProjectStore(database).FindOrAddAsync("netdevbpf", "bpf", CancellationToken.None);
        project = (await new ProjectQueries(database).FindAsync(id, CancellationToken.None))!;
        desk = new(database, Path.GetDirectoryName(history.Repository)!, Clock);
        history.Commit("mainline", "start", files: [("a.c", Before), ("MAINTAINERS", "BPF [GENERAL]\nM:\tAnn Keeper <keeper@example.org>\nL:\tbpf@vger.kernel.org\nF:\ta.c\n")]);
        culprit = history.Commit("mainline", "bpf: break it", files: [("b.c", Before)]);
        history.Tag("mainline", "v6.6");
        history.Begin("6.6", history.Tip("mainline"));
        history.Begin("4.14", history.Tip("mainline"));
    }

    public void Dispose() => history.Dispose();

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    [Trait("Clause", "STB-2")]
    public async Task Request_WhenABranchNeedsTheFix_ThenTheMaintainersAreAskedAndItGoesItsWay()
    {
        var fix = history.Commit("mainline", "bpf: mend it", $"Fixes: {culprit[..12]} (\"bpf: break it\")", [("a.c", After)]);
        history.Tag("mainline", "v6.7-rc1");
        var later = history.Commit("mainline", "bpf: mend the mending", $"Fixes: {fix[..12]} (\"bpf: mend it\")", [("a.c", After + "g\n")]);
        await UpdateAsync();
        var step = new StableRequestStep(database, desk, outbox, Clock);
        var wish = new StableWish([fix[..12]], [], "me", "It crashes.", []);
        (await step.RunAsync(project, Profile, wish, isTrial: false, CancellationToken.None)).ShouldBeOfType<StableRequestOutcome.Written>().Letter.ShouldSatisfyAllConditions(
            letter => letter.To.Single().Address.ShouldBe("keeper@example.org"), letter => letter.Cc.Single().Address.ShouldBe("netdev@vger.kernel.org"), letter => letter.Text.ShouldContain($"{fix[..12]} (\"bpf: mend it\")"));
        (await step.RunAsync(project, Profile, wish, isTrial: false, CancellationToken.None)).ShouldBeOfType<StableRequestOutcome.AskedBefore>();
        (await step.RunAsync(project, Profile, wish with { Branches = ["4.14"] }, isTrial: false, CancellationToken.None)).ShouldBeOfType<StableRequestOutcome.Refused>().Why.ShouldContain("maintained no more since 2024-01 (");

        (await StepAsync()).Stage.ShouldBe(StableStage.Due);
        (await EntryAsync()).Following.Single().Commit.Id.Hex.ShouldBe(later);
        var submit = new StableSubmitStep(database, desk, outbox, Clock);
        var plan = (await submit.PlanAsync(project, Profile, null, CancellationToken.None)).Single();
        plan.Lines.Select(static line => line.Entry.Commit.Hex).ShouldBe([fix, later]);
        plan.Lines.ShouldAllBe(static line => line.Check.Applies);
        StableSubmitStep.Letter(Profile, plan, null, "k").ShouldSatisfyAllConditions(
            letter => letter.To.Single().Address.ShouldBe("stable@vger.kernel.org"), letter => letter.Text.ShouldContain($"{fix}\n  (\"bpf: mend it\")"), letter => letter.Text.ShouldContain($"fixed again by {later[..12]} (\"bpf: mend the mending\"), which goes with it"), letter => letter.Text.ShouldContain($"{later}\n  (\"bpf: mend the mending\")"));
        (await submit.RunAsync(project, Profile, plan, "me", CancellationToken.None)).ShouldBeTrue();
        var queue = await desk.ListAsync(project, Profile, CancellationToken.None);
        queue.Select(static entry => entry.Commit.Hex).ShouldBe([later, fix]);
        queue.ShouldAllBe(static entry => entry.Steps.Single(static step => step.Branch == "6.6").Stage == StableStage.Submitted);
        (await submit.PlanAsync(project, Profile, null, CancellationToken.None)).ShouldBeEmpty();

        history.Commit("6.6", "bpf: mend it", $"commit {fix} upstream.", [("a.c", After)]);
        await UpdateAsync();
        (await desk.ListAsync(project, Profile, CancellationToken.None))[1].Steps.Single(static step => step.Branch == "6.6").Stage.ShouldBe(StableStage.Landed);
    }

    [Fact]
    public async Task Fix_WhenItDoesNotApply_ThenTheCommitThatIsMissingIsSuggested()
    {
        var before = history.Commit("mainline", "bpf: prepare", files: [("a.c", "a\nb\nC\nD\ne\nf\n")]);
        var fix = history.Commit("mainline", "bpf: mend it", $"Fixes: {culprit[..12]} (\"bpf: break it\")", [("a.c", "a\nb\nC\nmended\nD\ne\nf\n")]);
        await UpdateAsync();
        using var open = desk.OpenIndex()!;
        var search = new StableSearch(open.Index, open.Repository, ImmutableDictionary<string, string>.Empty);
        var outcome = await new BackportStep(open, search).RunAsync(search.List(fix).Single(), open.Index.Branches.Single(branch => branch.Short == "6.6"), CancellationToken.None);
        outcome.Conflicts.ShouldBe(["a.c"]);
        outcome.Missing.Select(one => one.Id.Hex).ShouldBe([before]);
        (await new BackportStep(open, search).RunAsync(search.List(before).Single(), open.Index.Branches.Single(branch => branch.Short == "6.6"), CancellationToken.None)).Applies.ShouldBeTrue();
    }

    [Fact]
    public async Task Audit_WhenABranchLacksFixesOrHasWhatWasTakenBack_ThenBothAreListed()
    {
        var fix = history.Commit("mainline", "bpf: mend it", $"Fixes: {culprit[..12]} (\"bpf: break it\")", [("a.c", After)]);
        var elsewhere = history.Commit("mainline", "net: mend it", $"Fixes: {culprit[..12]} (\"bpf: break it\")", [("net/n.c", After)]);
        var bad = history.Commit("mainline", "bpf: bad", files: [("b.c", "x\n" + Before)]);
        history.Commit("mainline", "Revert \"bpf: bad\"", $"This reverts commit {bad}.", [("b.c", Before)]);
        history.Commit("6.6", "bpf: bad", $"commit {bad} upstream.", [("b.c", "x\n" + Before)]);
        await UpdateAsync();
        using var open = desk.OpenIndex()!;
        var audit = new StableAudit(open, new(open.Index, open.Repository, ImmutableDictionary<string, string>.Empty));
        var branch = open.Index.Branches.Single(one => one.Short == "6.6");
        (await audit.RunAsync(branch, [], CancellationToken.None)).Select(line => (line.Commit.Id.Hex, line.IsExtra)).ShouldBe([(elsewhere, false), (fix, false), (bad, true)]);
        (await audit.RunAsync(branch, ["a.c"], CancellationToken.None)).Select(line => line.Commit.Id.Hex).ShouldBe([fix]);
    }

    private async Task UpdateAsync() => await history.Index.UpdateAsync("linux-*.y", CancellationToken.None);

    private async Task<StableEntry> EntryAsync() => (await desk.ListAsync(project, Profile, CancellationToken.None)).Single();

    private async Task<BranchStep> StepAsync() => (await EntryAsync()).Steps.Single(step => step.Branch == "6.6");
}
