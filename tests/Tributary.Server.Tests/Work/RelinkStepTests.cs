using Tributary.Patches;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

public sealed class RelinkStepTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task OneSeries_WhenSaidAndTakenBack_ThenTheIdsStayValid(DatabaseKind kind)
    {
        await using var bench = await OpenAsync(kind);
        if (bench is null) return;

        var said = await SayAsync(bench, new(RelinkKind.OneSeries, new(1)) { Other = new(2), Reason = "sent from two machines" });

        (await SeriesAsync(bench)).ShouldBe("1: one-0 one-1 one-2 one-3 two-0 two-1 two-2");
        (await new SeriesQueries(bench.Database).FindAsync(new(2), CancellationToken.None))!.Summary.Id.ShouldBe(new(1));
        (await new RelinkQueries(bench.Database).ListAsync(new(1), CancellationToken.None)).ShouldHaveSingleItem().Reason.ShouldBe("sent from two machines");
        (await bench.EventsAsync()).Count(one => one.Category == "series-relinked").ShouldBe(2);

        (await Step(bench).EndAsync(said, bench.Mara, CancellationToken.None)).ShouldBe(new WorkOutcome.Done(said));

        (await SeriesAsync(bench)).ShouldBe("1: one-0 one-1 one-2 one-3 | 2: two-0 two-1 two-2");
        (await new RelinkQueries(bench.Database).ListAsync(new(1), CancellationToken.None)).ShouldBeEmpty();
        (await Step(bench).EndAsync(said, bench.Mara, CancellationToken.None)).ShouldBeOfType<WorkOutcome.NotFound>();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task SplitOff_WhenSaid_ThenTheRestKeepsTheIdAndWhatWasDecided(DatabaseKind kind)
    {
        await using var bench = await OpenAsync(kind);
        if (bench is null) return;
        await bench.SetSeriesAsync(PatchState.UnderReview, bench.Mara);

        var said = await SayAsync(bench, new(RelinkKind.SplitOff, new(1)) { SplitOff = [new("one-3@example.org")] });

        (await SeriesAsync(bench)).ShouldBe("1: one-0 one-1 one-2 | 2: two-0 two-1 two-2 | 3: one-3");
        (await bench.StatesAsync()).ShouldBe("under-review under-review / under-review");

        await Step(bench).EndAsync(said, bench.Mara, CancellationToken.None);
        (await SeriesAsync(bench)).ShouldBe("1: one-0 one-1 one-2 one-3 | 2: two-0 two-1 two-2");
        (await new SeriesQueries(bench.Database).FindAsync(new(3), CancellationToken.None))!.Summary.Id.ShouldBe(new(1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Versions_WhenLinkedAndCut_ThenTheNewerWordHolds(DatabaseKind kind)
    {
        await using var bench = await OpenAsync(kind);
        if (bench is null) return;

        await SayAsync(bench, new(RelinkKind.Versions, new(2)) { Other = new(1), Reason = "renamed" });
        (await bench.StatesAsync()).ShouldBe("superseded superseded superseded / superseded");
        (await bench.Import.QueryAsync<(string, string)>("select evidence, reason from series_links")).ShouldBe([("person", "mara said so: renamed")]);

        await SayAsync(bench, new(RelinkKind.NotVersions, new(1)) { Other = new(2) });
        (await bench.StatesAsync()).ShouldBe("new new new / new");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Relinks_WhenRebuiltOrShuffled_ThenTheSame(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind, WorkBench.RealMails());
        if (bench is null) return;
        await SayAsync(bench, new(RelinkKind.SplitOff, new(1)) { SplitOff = [new("one-3@example.org")] });
        await SayAsync(bench, new(RelinkKind.OneSeries, new(2)) { Other = new(3) });
        var before = await DatabaseDigest.ComputeAsync(bench.Database, withIds: true, CancellationToken.None);

        await new RebuildStep(bench.Database, _ => BuiltInProfiles.Find(BuiltInProfiles.Default)).RunAsync(null, CancellationToken.None);

        (await DatabaseDigest.ComputeAsync(bench.Database, withIds: true, CancellationToken.None)).ShouldBe(before);
        (await SeriesAsync(bench)).ShouldBe("1: one-0 one-1 one-2 | 2: one-3 two-0 two-1 two-2");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Relinks_WhenMailComesAfterThem_ThenItIsAsIfAllHadBeenThere(DatabaseKind kind)
    {
        await using var before = await OpenAsync(kind, "one-3", "two-2");
        await using var after = await OpenAsync(kind);
        if (before is null || after is null) return;

        foreach (var bench in new[] { before, after }) await SayAsync(bench, new(RelinkKind.SplitOff, new(1)) { SplitOff = [new("one-2@example.org")] });
        foreach (var bench in new[] { before, after }) await SayAsync(bench, new(RelinkKind.Versions, new(2)) { Other = new(1) });
        foreach (var mail in AllMails().Where(mail => mail.Member!.Id.Value is "one-3@example.org" or "two-2@example.org").Reverse()) await before.Import.ImportAsync(mail);

        (await SeriesAsync(before)).ShouldBe(await SeriesAsync(after));
        (await before.StatesAsync()).ShouldBe(await after.StatesAsync());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Relink_WhenItCannotBe_ThenItIsToldAndNothingChanges(DatabaseKind kind)
    {
        await using var bench = await OpenAsync(kind);
        if (bench is null) return;
        var before = await SeriesAsync(bench);

        (await RunAsync(bench, new(RelinkKind.Versions, new(1)) { Other = new(2) }, bench.Mara)).ShouldBeOfType<WorkOutcome.Invalid>().Sentence.ShouldContain("the other way round");
        (await RunAsync(bench, new(RelinkKind.Versions, new(1)) { Other = new(1) }, bench.Mara)).ShouldBeOfType<WorkOutcome.Invalid>();
        (await RunAsync(bench, new(RelinkKind.OneSeries, new(1)) { Other = new(99) }, bench.Mara)).ShouldBeOfType<WorkOutcome.Invalid>();
        (await RunAsync(bench, new(RelinkKind.OneSeries, new(1)), bench.Mara)).ShouldBeOfType<WorkOutcome.Invalid>();
        (await RunAsync(bench, new(RelinkKind.SplitOff, new(1)), bench.Mara)).ShouldBeOfType<WorkOutcome.Invalid>();
        (await RunAsync(bench, new(RelinkKind.SplitOff, new(1)) { SplitOff = [new("two-1@example.org")] }, bench.Mara)).ShouldBeOfType<WorkOutcome.Invalid>();
        (await RunAsync(bench, new(RelinkKind.OneSeries, new(1)) { Other = new(2), Reason = "a\u202eb" }, bench.Mara)).ShouldBeOfType<WorkOutcome.Invalid>();
        foreach (var actor in new[] { bench.Ada, bench.Rae, WorkBench.Stranger })
            (await RunAsync(bench, new(RelinkKind.OneSeries, new(1)) { Other = new(2) }, actor)).ShouldBeOfType<WorkOutcome.Refused>();
        (await SeriesAsync(bench)).ShouldBe(before);
    }

    private static IEnumerable<NewMessage> AllMails() => [.. Letters.Series("one", "bpf: a start", 3), .. Letters.Series("two", "bpf: quite another", 2, minute: 200)];

    private static Task<WorkBench?> OpenAsync(DatabaseKind kind, params string[] without) =>
        WorkBench.OpenAsync(kind, AllMails().Where(mail => !without.Contains(mail.Member!.Id.Value.Split('@')[0])));

    private static RelinkStep Step(WorkBench bench) => new(bench.Database, _ => BuiltInProfiles.Find(BuiltInProfiles.Default));

    private static Task<WorkOutcome> RunAsync(WorkBench bench, RelinkRequest request, WorkActor actor) => Step(bench).RunAsync(request, actor, CancellationToken.None);

    private static async Task<long> SayAsync(WorkBench bench, RelinkRequest request) => (await RunAsync(bench, request, bench.Mara)).ShouldBeOfType<WorkOutcome.Done>().Id;

    // Each series with its messages.
    private static async Task<string> SeriesAsync(WorkBench bench)
    {
        var rows = await bench.Import.QueryAsync<(long Series, string Message)>("""
            select p.series, m.message_id from project_messages p join messages m on m.id = p.message where p.target = p.message order by p.series, m.message_id
            """);
        return string.Join(" | ", rows.GroupBy(row => row.Series).Select(group => $"{group.Key}: {string.Join(' ', group.Select(row => row.Message.Split('@')[0]))}"));
    }
}
