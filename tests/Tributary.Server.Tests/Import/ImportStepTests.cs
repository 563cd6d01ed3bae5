using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

public sealed class ImportStepTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Import_WhenSeriesWithReplies_ThenAllIsPlacedAndCounted(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        var counts = await bench.ImportAsync(
        [
            .. Letters.Series("one", "bpf: a start", 2),
            Letters.Mail("r1", "Re: [PATCH bpf-next 0/2] bpf: a start", ["one-0"], 10, "Acked-by: Rae Reviewer <rae@example.org>"),
            Letters.Mail("x", "weather", minute: 11),
            Letters.Mail("x", "weather", minute: 11),
            Letters.Unreadable("?"),
        ]);

        counts.ShouldBe(new ImportCounts(7, 5, 1, 1, 0));
        (await bench.CountAsync()).ShouldBe(new ImportTotals(Patches: 2, Covers: 1, Comments: 1, PullRequests: 0, Series: 1, Ignored: 1));
        var series = (await bench.QueryAsync<(long Id, string Tree, long Replies, long Acked)>("select id, tree, replies, acked from series")).ShouldHaveSingleItem();
        series.ShouldBe((1, "bpf-next", 1, 1));
        (await bench.QueryAsync<long>("select total from series_counts")).ShouldBe([1]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Import_WhenSecondVersionComes_ThenFirstIsSupersededUntilItGoes(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ImportAsync(Letters.Series("one", "bpf: a start", 2));
        await bench.ImportAsync(Letters.Series("two", "bpf: a start", 2, version: 2, minute: 100));

        (await bench.QueryAsync<(long, long, long?)>("select id, state, superseded_by from series order by id"))
            .ShouldBe([(1, (long)PatchState.Superseded, 2), (2, (long)PatchState.New, null)]);

        await bench.DeleteAsync("two-0", "two-1", "two-2");

        (await bench.QueryAsync<(long, long, long?)>("select id, state, superseded_by from series order by id")).ShouldBe([(1, (long)PatchState.New, null)]);
        (await bench.QueryAsync<(long, long)>("select state, total from series_counts")).ShouldBe([((long)PatchState.New, 1)]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Counts_WhenAMailComesBackUnderItsOldNumber_ThenItCountsInTheRunThatBringsIt(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        var mails = Letters.Series("one", "bpf: a start", 2).ToList();
        await bench.ImportAsync(mails);
        var since = await ImportTotals.GetLastArrivalAsync(bench.Database, bench.Project, CancellationToken.None);
        bench.Step = bench.NewStep();
        await bench.DeleteAsync("one-1");

        await bench.ImportAsync(mails[1]);
        var totals = await ImportTotals.CountAsync(bench.Database, bench.Project, since, bench.Step.Returned, CancellationToken.None);
        (totals.Patches, totals.Series).ShouldBe((1, 1));

        var taken = await bench.Step.RunAsync(
            new(bench.Project, bench.Source, [], [new("one-1@example.org"), new("one-2@example.org")], "{}") { Since = since }, CancellationToken.None);
        taken.Withdrawn.ShouldBe(1);
        bench.Step.Returned.ShouldBeEmpty();
    }
}
