using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

public sealed class DecisionStepTests
{
    private const string LedgerSql = "select decided, archived, delegate from series_ids where id = 1";

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Decision_WhenOnOnePatchOfThree_ThenOnlyThatDeviates(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;

        (await bench.SetAsync(bench.Patches[1], PatchState.UnderReview, bench.Mara)).ShouldBe(new WorkOutcome.Done(bench.Patches[1]));

        (await bench.StatesAsync()).ShouldBe("new under-review new / new");
        (await bench.EventsAsync()).ShouldBe([("patch-state-changed", bench.Patches[1], bench.Mara.User!.Id, Door.Api, "new", "under-review")]);
        (await bench.Import.QueryAsync<long?>("select decided from series_ids where id = 1")).ShouldBe([null]);
        (await bench.Import.QueryAsync<long>("select count(*) from patch_decisions")).ShouldBe([1]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Decision_WhenAllPatchesAgree_ThenItIsTheSeriesOwn(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;

        foreach (var patch in bench.Patches) await bench.SetAsync(patch, PatchState.Accepted, bench.Mara);

        (await bench.StatesAsync()).ShouldBe("accepted accepted accepted / accepted");
        (await bench.Import.QueryAsync<long?>("select decided from series_ids where id = 1")).ShouldBe([(long)PatchState.Accepted]);
        (await bench.Import.QueryAsync<long>("select count(*) from patch_decisions")).ShouldBe([0]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Decision_WhenOnTheSeries_ThenAllPatchesFollowAndDeviationsEnd(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.SetAsync(bench.Patches[0], PatchState.Rejected, bench.Mara);

        await bench.Decisions.RunOnSeriesAsync(
            bench.Series, new() { State = PatchState.UnderReview, Delegate = new("mara"), IsArchived = true }, bench.Root, CancellationToken.None);

        (await bench.StatesAsync()).ShouldBe("under-review under-review under-review / under-review");
        (await bench.Import.QueryAsync<(long, long, string)>(LedgerSql)).ShouldBe([((long)PatchState.UnderReview, 1, "mara")]);
        (await bench.Import.QueryAsync<(string, long)>("select delegate, archived from patches")).ShouldBe(Enumerable.Repeat(("mara", 1L), 3));
        (await bench.EventsAsync()).Count(one => one.Category == "patch-delegated").ShouldBe(3);
        (await bench.EventsAsync()).Count(one => one.Category == "patch-archived").ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Decision_WhenTheAuthorAsks_ThenOutOfReviewAndBackAndNoMore(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.SetSeriesAsync(PatchState.UnderReview, bench.Mara);

        (await bench.SetSeriesAsync(PatchState.Accepted, bench.Ada)).ShouldBeOfType<WorkOutcome.Refused>();
        (await bench.SetSeriesAsync(PatchState.ChangesRequested, bench.Ada)).ShouldBe(new WorkOutcome.Done(1));
        (await bench.StatesAsync()).ShouldBe("changes-requested changes-requested changes-requested / changes-requested");
        (await bench.SetSeriesAsync(PatchState.UnderReview, bench.Ada)).ShouldBe(new WorkOutcome.Done(1));
        (await bench.SetSeriesAsync(PatchState.ChangesRequested, bench.Mara)).ShouldBe(new WorkOutcome.Done(1));
        (await bench.SetSeriesAsync(PatchState.UnderReview, bench.Ada)).ShouldBeOfType<WorkOutcome.Refused>();
        (await bench.SetAsync(bench.Patches[0], PatchState.New, bench.Ada)).ShouldBeOfType<WorkOutcome.Refused>();
        (await bench.StatesAsync()).ShouldBe("changes-requested changes-requested changes-requested / changes-requested");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Decision_WhenStrangersAsk_ThenRefusedAndNothingChanges(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        WorkActor[] others = [WorkBench.Stranger, bench.Rae, bench.Mara with { User = bench.Mara.User! with { IsActive = false } }];

        foreach (var actor in others) (await bench.SetAsync(bench.Patches[0], PatchState.Rejected, actor)).ShouldBeOfType<WorkOutcome.Refused>();

        (await bench.StatesAsync()).ShouldBe("new new new / new");
        (await bench.EventsAsync()).ShouldBeEmpty();
        (await bench.SetAsync(99_999, PatchState.Rejected, bench.Mara)).ShouldBe(new WorkOutcome.NotFound());
        (await bench.SetSeriesAsync(PatchState.Rejected, bench.Mara, series: 99)).ShouldBe(new WorkOutcome.NotFound());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Decision_WhenGivenToSomebody_ThenHeMustMaintainTheProjectAndMayThenDecide(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        Task<WorkOutcome> GiveAsync(string? name) => bench.Decisions.RunOnPatchAsync(bench.Patches[0], new() { Delegate = new(name) }, bench.Root, CancellationToken.None);

        (await GiveAsync("rae")).ShouldBe(new WorkOutcome.Invalid("delegate", "User 'rae' is not a maintainer for project 'first'"));
        (await GiveAsync("no\0body")).ShouldBeOfType<WorkOutcome.Invalid>();
        (await GiveAsync("mara")).ShouldBe(new WorkOutcome.Done(bench.Patches[0]));
        var former = bench.Mara with { User = bench.Mara.User! with { Maintains = [] } };
        (await bench.SetAsync(bench.Patches[0], PatchState.Accepted, former)).ShouldBe(new WorkOutcome.Done(bench.Patches[0]));
        (await bench.SetAsync(bench.Patches[1], PatchState.Accepted, former)).ShouldBeOfType<WorkOutcome.Refused>();
        (await GiveAsync(null)).ShouldBe(new WorkOutcome.Done(bench.Patches[0]));

        (await bench.EventsAsync()).Where(one => one.Category == "patch-delegated").Select(one => (one.Before, one.After)).ShouldBe([(null, "mara"), ("mara", null)]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Decision_WhenALaterVersionStands_ThenItHoldsAgainstThatAndNoLaterOne(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.Import.ImportAsync(Letters.Series("two", "bpf: a start", 3, version: 2, minute: 600));
        (await bench.StatesAsync()).ShouldBe("superseded superseded superseded / superseded");

        await bench.SetSeriesAsync(PatchState.UnderReview, bench.Mara);
        (await bench.StatesAsync()).ShouldBe("under-review under-review under-review / under-review");

        await bench.Import.ImportAsync(Letters.Series("three", "bpf: a start", 3, version: 3, minute: 1200));
        (await bench.StatesAsync()).ShouldBe("superseded superseded superseded / superseded");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Decision_WhenMoreMailComes_ThenItStands(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.SetAsync(bench.Patches[1], PatchState.Rejected, bench.Mara);
        var decision = new Decision { CommitRef = new("0123abcd"), PullUrl = new("git://example.org/x.git main") };
        await bench.Decisions.RunOnPatchAsync(bench.Patches[0], decision, bench.Mara, CancellationToken.None);

        await bench.Import.ImportAsync(Letters.Mail("r2", "Re: [PATCH bpf-next 2/3] bpf: a start: step 2", ["one-2", "one-0"], 40));

        (await bench.StatesAsync()).ShouldBe("new rejected new / new");
        (await bench.Import.QueryAsync<(string, string)>("select commit_ref, pull_url from patches where commit_ref is not null")).ShouldBe([("0123abcd", "git://example.org/x.git main")]);
        (await bench.EventsAsync()).Select(one => one.Category).ShouldBe(["patch-state-changed", "patch-commit-changed", "patch-pull-url-changed"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Decision_WhenTwoDecideAtOnce_ThenNothingIsLost(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        var decisions = bench.Decisions;
        var all = bench.Patches.SelectMany(patch => new[] { new Decision { State = PatchState.Accepted }, new Decision { IsArchived = true }, new Decision { CommitRef = new($"c{patch}") } }
            .Select(decision => decisions.RunOnPatchAsync(patch, decision, bench.Mara, CancellationToken.None)));

        (await Task.WhenAll(all)).ShouldAllBe(outcome => outcome is WorkOutcome.Done);

        (await bench.StatesAsync()).ShouldBe("accepted accepted accepted / accepted");
        (await bench.Import.QueryAsync<(long, string)>("select archived, commit_ref from patches order by id")).ShouldBe(bench.Patches.Select(patch => (1L, $"c{patch}")));
        (await bench.EventsAsync()).Count.ShouldBe(9);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Decision_WhenOnePatchIsReplacedAlone_ThenADecisionHoldsAgainstWhatReplacesIt(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.Import.ImportAsync(Letters.Mail("one-2b", "[PATCH bpf-next v1.1 2/3] bpf: a start: step 2", ["one-2", "one-0"], 50));
        (await bench.StatesAsync()).ShouldStartWith("new superseded new");

        await bench.SetAsync(bench.Patches[1], PatchState.UnderReview, bench.Mara);

        (await bench.StatesAsync()).ShouldStartWith("new under-review new");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Decision_WhenMailComesAtTheSameTime_ThenNothingIsLost(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        var mail = Task.Run(async () =>
        {
            for (var number = 0; number < 12; number++)
                await bench.Import.ImportAsync(Letters.Mail($"x{number}", "Re: [PATCH bpf-next 1/3] bpf: a start: step 1", ["one-1", "one-0"], 60 + number));
        });
        PatchState[] states = [PatchState.UnderReview, PatchState.NeedsAck, PatchState.Accepted];
        foreach (var (patch, state) in bench.Patches.SelectMany(patch => states.Select(state => (patch, state))))
            (await bench.SetAsync(patch, state, bench.Mara)).ShouldBeOfType<WorkOutcome.Done>();
        await mail;

        (await bench.StatesAsync()).ShouldBe("accepted accepted accepted / accepted");
        (await bench.Import.QueryAsync<long>("select replies from series where id = 1")).ShouldBe([13]);
        (await bench.EventsAsync()).Select(one => one.After).ShouldBe(bench.Patches.SelectMany(_ => states.Select(state => state.Slug)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Decision_WhenItSaysWhatStands_ThenNothingIsWritten(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        var same = new Decision { State = PatchState.New, Delegate = new(null), IsArchived = false, CommitRef = new(null), PullUrl = new(null), Related = [] };

        (await bench.Decisions.RunOnPatchAsync(bench.Patches[0], same, bench.Ada, CancellationToken.None)).ShouldBe(new WorkOutcome.Done(bench.Patches[0]));
        (await bench.Decisions.RunOnPatchAsync(bench.Patches[0], new(), bench.Mara, CancellationToken.None)).ShouldBe(new WorkOutcome.Done(bench.Patches[0]));

        (await bench.Import.QueryAsync<long>("select count(*) from patch_decisions")).ShouldBe([0]);
        (await bench.EventsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Decision_WhenValuesAreHostile_ThenInvalid(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        Decision[] wrong = [new() { CommitRef = new("a\0b") }, new() { CommitRef = new(new string('a', 256)) }, new() { PullUrl = new("a\nb") }, new() { Related = [99_999] }];

        foreach (var decision in wrong)
            (await bench.Decisions.RunOnPatchAsync(bench.Patches[0], decision, bench.Mara, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Invalid>();

        (await bench.Decisions.RunOnSeriesAsync(bench.Series, new() { CommitRef = new("a") }, bench.Mara, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Invalid>();
        (await bench.EventsAsync()).ShouldBeEmpty();
    }
}
