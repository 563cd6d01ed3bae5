using System.Collections.Immutable;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

public sealed class ChangeStepTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Change_WhenManySeriesAreChosen_ThenAllFollowAndOneChangeIsKept(DatabaseKind kind)
    {
        await using var bench = await OpenAsync(kind);
        if (bench is null) return;

        var done = await ChangeAsync(bench, bench.Mara, new() { State = PatchState.UnderReview, Delegate = new("mara"), Hold = new("merge window") }, 1, 2);

        (await bench.StatesAsync()).ShouldBe("under-review under-review under-review / under-review");
        (await bench.StatesAsync(2)).ShouldBe("under-review under-review / under-review");
        (await bench.Import.QueryAsync<string>("select hold from series order by id")).ShouldBe(["merge window", "merge window"]);
        var change = (await new ChangeQueries(bench.Database).FindAsync(done, CancellationToken.None))!;
        change.Words.ShouldBe("2 series: Under Review, given to mara, on hold (merge window).");
        change.Parts.Length.ShouldBe(6);
        (await bench.EventsAsync()).Count(one => one.Category == "series-hold-changed").ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Undo_WhenNobodyTouchedIt_ThenAllIsExactlyAsBefore(DatabaseKind kind)
    {
        await using var bench = await OpenAsync(kind);
        if (bench is null) return;
        await bench.SetAsync(bench.Patches[1], PatchState.NeedsAck, bench.Mara);
        await ChangeAsync(bench, bench.Mara, new() { Hold = new("depends on the other") }, 1);
        var before = await StandingAsync(bench);
        var done = await ChangeAsync(bench, bench.Mara, new() { State = PatchState.Accepted, Delegate = new("mara"), IsArchived = true, Hold = new(null) }, 1, 2);
        (await StandingAsync(bench)).ShouldNotBe(before);

        var undone = await UndoAsync(bench, bench.Mara, done);

        (await StandingAsync(bench)).ShouldBe(before);
        undone.Kept.ShouldBeEmpty();
        undone.Words.ShouldStartWith("Undone: 2 series");

        // Taking back is a change, and can be taken back.
        await UndoAsync(bench, bench.Mara, undone.Id);
        (await bench.StatesAsync()).ShouldBe("accepted accepted accepted / accepted");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Undo_WhenOthersChangedSomeSince_ThenThatStaysAndIsNamed(DatabaseKind kind)
    {
        await using var bench = await OpenAsync(kind);
        if (bench is null) return;
        var done = await ChangeAsync(bench, bench.Mara, new() { State = PatchState.UnderReview, Delegate = new("mara") }, 1, 2);
        await bench.SetSeriesAsync(PatchState.Rejected, bench.Root, series: 2);

        var undone = await UndoAsync(bench, bench.Mara, done);

        (await bench.StatesAsync()).ShouldBe("new new new / new");
        (await bench.StatesAsync(2)).ShouldBe("rejected rejected / rejected");
        (await bench.Import.QueryAsync<string?>("select delegate from series order by id")).ShouldBe([null, null]);
        undone.Kept.ShouldHaveSingleItem().ShouldBe("“bpf: another”: the state was changed since by root, and stays.");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Change_WhenTheFormSawAnotherState_ThenNothingIsDoneAndItIsTold(DatabaseKind kind)
    {
        await using var bench = await OpenAsync(kind);
        if (bench is null) return;
        var seen = "new  ";
        await bench.SetSeriesAsync(PatchState.ChangesRequested, bench.Root);
        var request = new ChangeRequest
        {
            Series = [new(2), new(1)], Decision = new() { State = PatchState.Accepted }, Seen = ImmutableDictionary<SeriesId, string>.Empty.Add(new(1), seen).Add(new(2), seen),
        };

        var outcome = await Step(bench).RunAsync(request, bench.Mara, CancellationToken.None);

        outcome.ShouldBeOfType<WorkOutcome.Conflict>().Sentence.ShouldContain("it is Changes Requested by now");
        (await bench.StatesAsync(2)).ShouldBe("new new / new");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Tags_WhenPutAndTakenBack_ThenTheyAreAsBefore(DatabaseKind kind)
    {
        await using var bench = await OpenAsync(kind);
        if (bench is null) return;
        await RunAsync(bench, bench.Mara, new() { Series = [new(1)], AddTags = ["verifier"] });
        var done = await RunAsync(bench, bench.Mara, new() { Series = [new(1), new(2)], AddTags = ["6.20", "verifier"] });
        var tags = new TagQueries(bench.Database);
        (await tags.ListAsync([new(1), new(2)], CancellationToken.None))[new(1)].ShouldBe(["6.20", "verifier"]);
        (await tags.ListAsync(bench.Import.Project, CancellationToken.None)).ShouldBe(["6.20", "verifier"]);

        await UndoAsync(bench, bench.Mara, ((WorkOutcome.Done)done).Id);

        var left = await tags.ListAsync([new(1), new(2)], CancellationToken.None);
        left[new(1)].ShouldBe(["verifier"]);
        left.ContainsKey(new(2)).ShouldBeFalse();
        (await bench.EventsAsync()).Count(one => one.Category == "series-tags-changed").ShouldBe(5);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Patches_WhenSomeAreChosen_ThenTheyAloneDeviate(DatabaseKind kind)
    {
        await using var bench = await OpenAsync(kind);
        if (bench is null) return;

        var done = await RunAsync(bench, bench.Mara, new() { Patches = [bench.Patches[0], bench.Patches[2]], Decision = new() { State = PatchState.Accepted } });
        (await bench.StatesAsync()).ShouldBe("accepted new accepted / new");

        await UndoAsync(bench, bench.Mara, ((WorkOutcome.Done)done).Id);
        (await bench.StatesAsync()).ShouldBe("new new new / new");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rights_WhenSomebodyElseAsks_ThenNothingChanges(DatabaseKind kind)
    {
        await using var bench = await OpenAsync(kind);
        if (bench is null) return;
        var accept = new ChangeRequest { Series = [new(1), new(2)], Decision = new() { State = PatchState.Accepted } };

        (await RunAsync(bench, bench.Ada, accept)).ShouldBeOfType<WorkOutcome.Refused>();
        (await RunAsync(bench, bench.Rae, accept)).ShouldBeOfType<WorkOutcome.Refused>();
        (await RunAsync(bench, WorkBench.Stranger, accept)).ShouldBeOfType<WorkOutcome.Refused>();
        (await RunAsync(bench, bench.Rae, new() { Series = [new(1)], AddTags = ["mine"] })).ShouldBeOfType<WorkOutcome.Refused>();
        (await RunAsync(bench, bench.Ada, new() { Series = [new(1)], Decision = new() { Hold = new("wait") } })).ShouldBeOfType<WorkOutcome.Refused>();

        // What an author may do he may undo; another's change nobody else.
        var withdrawn = (await RunAsync(bench, bench.Ada, new() { Series = [new(1)], Decision = new() { State = PatchState.ChangesRequested } })).ShouldBeOfType<WorkOutcome.Done>();
        (await Undo(bench).RunAsync(withdrawn.Id, bench.Mara, CancellationToken.None)).ShouldBeOfType<WorkOutcome.NotFound>();
        (await Undo(bench).RunAsync(withdrawn.Id, bench.Ada, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>();
        (await Undo(bench).RunAsync(withdrawn.Id, bench.Ada, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Conflict>();
        (await bench.StatesAsync()).ShouldBe("new new new / new");
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("<b>")]
    [InlineData("\u202eback")]
    [InlineData("a,b")]
    public async Task Tag_WhenItIsNoWord_ThenItIsRefused(string tag)
    {
        await using var bench = (await OpenAsync(DatabaseKind.Sqlite))!;

        (await RunAsync(bench, bench.Mara, new() { Series = [new(1)], AddTags = [tag] })).ShouldBeOfType<WorkOutcome.Invalid>().Field.ShouldBe("tag");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rebuild_WhenSeriesAreHeldAndTagged_ThenAllIsKept(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind, WorkBench.RealMails());
        if (bench is null) return;
        await RunAsync(bench, bench.Mara, new() { Series = [new(1)], AddTags = ["verifier"], Decision = new() { Hold = new("merge window"), State = PatchState.UnderReview } });
        var before = await DatabaseDigest.ComputeAsync(bench.Database, withIds: true, CancellationToken.None);

        await new RebuildStep(bench.Database, _ => BuiltInProfiles.Find(BuiltInProfiles.Default)).RunAsync(null, CancellationToken.None);

        (await DatabaseDigest.ComputeAsync(bench.Database, withIds: true, CancellationToken.None)).ShouldBe(before);
    }

    internal static ChangeStep Step(WorkBench bench) => new(bench.Database, _ => BuiltInProfiles.Find(BuiltInProfiles.Default));

    private static UndoStep Undo(WorkBench bench) => new(bench.Database, _ => BuiltInProfiles.Find(BuiltInProfiles.Default));

    private static Task<WorkOutcome> RunAsync(WorkBench bench, WorkActor actor, ChangeRequest request) => Step(bench).RunAsync(request, actor, CancellationToken.None);

    private static async Task<WorkBench?> OpenAsync(DatabaseKind kind)
    {
        var bench = await WorkBench.OpenAsync(kind);
        if (bench is not null) await bench.Import.ImportAsync([.. Letters.Series("two", "bpf: another", 2)]);
        return bench;
    }

    private static async Task<long> ChangeAsync(WorkBench bench, WorkActor actor, Decision decision, params long[] series) =>
        (await RunAsync(bench, actor, new() { Series = [.. series.Select(id => new SeriesId(id))], Decision = decision })).ShouldBeOfType<WorkOutcome.Done>().Id;

    private static async Task<StoredChange> UndoAsync(WorkBench bench, WorkActor actor, long change)
    {
        var undone = (await Undo(bench).RunAsync(change, actor, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>();
        return (await new ChangeQueries(bench.Database).FindAsync(undone.Id, CancellationToken.None))!;
    }

    private static async Task<string> StandingAsync(WorkBench bench)
    {
        var series = await bench.Import.QueryAsync<(long, string?, string?)>("select state, delegate, hold from series order by id");
        var patches = await bench.Import.QueryAsync<(long, long, string?, long)>("select id, state, delegate, archived from patches order by id");
        var ledger = await bench.Import.QueryAsync<(long?, string?, long?)>("select decided, delegate, archived from series_ids order by id");
        return $"{string.Join(' ', series)} | {string.Join(' ', patches)} | {string.Join(' ', ledger)}";
    }
}
