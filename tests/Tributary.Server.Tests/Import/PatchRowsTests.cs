using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>The rows of patches and cover letters that the API lists.</summary>
public sealed class PatchRowsTests
{
    private const string PatchesSql = "select p.id, m.message_id, p.series, p.name from patches p join messages m on m.id = p.message order by p.id";
    private const string CoversSql = "select c.id, m.message_id, c.series, c.name from covers c join messages m on m.id = c.message order by c.id";

    // A row for each message of a series, and no other; number, series and state as they stand elsewhere.
    private const string StraySql = """
        select (select count(*) from patches p where not exists (select 1 from project_messages x where x.project = p.project and x.message = p.message
                    and x.arrival = p.id and x.series = p.series))
            + (select count(*) from covers c where not exists (select 1 from project_messages x where x.project = c.project and x.message = c.message
                    and x.arrival = c.id and x.series = c.series))
            + (select count(*) from series_patches s join series r on r.id = s.series
                where not exists (select 1 from patches p where p.project = r.project and p.message = s.message))
            + (select count(*) from patches p join series_patches s on s.series = p.series and s.message = p.message where s.state <> p.state or s.name <> p.name)
        """;

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rows_WhenASeriesIsPartlyHere_ThenEachMailHasOne(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ImportAsync(
            Letters.Mail("other", "What is this?"), Letters.Mail("s-2", "[PATCH bpf-next v2 2/3] libbpf: second", ["s-0"], 2),
            Letters.Mail("s-0", "[PATCH bpf-next v2 0/3] bpf: three steps", minute: 1), Letters.Mail("reply", "Re: [PATCH bpf-next v2 0/3] bpf: three steps", ["s-0"], 3));

        (await bench.QueryAsync<(long, string, long, string)>(PatchesSql)).ShouldBe([(2, "s-2@example.org", 1, "[bpf-next,v2,2/3] libbpf: second")]);
        (await bench.QueryAsync<(long, string, long, string)>(CoversSql)).ShouldBe([(3, "s-0@example.org", 1, "[bpf-next,v2,0/3] bpf: three steps")]);
        (await bench.QueryAsync<string>("select words from patches")).ShouldBe([NameWords.Of("[bpf-next,v2,2/3] libbpf: second")]);
        (await bench.QueryAsync<long>(StraySql)).ShouldBe([0]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rows_WhenAPatchLeavesAndComesBack_ThenItKeepsItsNumber(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        var mails = Letters.Series("one", "bpf: a start", 2).ToList();
        await bench.ImportAsync(mails);
        var before = await bench.QueryAsync<(long, string, long, string)>(PatchesSql);

        await bench.DeleteAsync("one-1");
        (await bench.QueryAsync<(long, string, long, string)>(PatchesSql)).ShouldBe([before[1]]);
        await bench.ImportAsync(Letters.Mail("later", "[PATCH] libbpf: another", minute: 50));
        await bench.ImportAsync(mails[1]);

        (await bench.QueryAsync<(long, string, long, string)>(PatchesSql)).Take(2).ShouldBe(before);
        (await bench.QueryAsync<long>("select count(*) from left_messages")).ShouldBe([0]);
        (await bench.QueryAsync<long>("select max(arrival) from project_messages")).ShouldBe([4]);
        (await bench.QueryAsync<long>(StraySql)).ShouldBe([0]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rows_WhenAPatchIsInTwoProjects_ThenEachHasItsOwn(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        var (other, source) = await bench.AddProjectAsync("second");
        await bench.ImportAsync(Letters.Series("one", "bpf: a start", 1));

        await bench.ImportAsync(other, source, Letters.Series("one", "bpf: a start", 1));

        (await bench.QueryAsync<(long, long, long)>("select id, project, series from patches order by id")).ShouldBe([(2, bench.Project, 1), (4, other, 2)]);
        (await bench.QueryAsync<(long, long, long)>("select id, project, series from covers order by id")).ShouldBe([(1, bench.Project, 1), (3, other, 2)]);
        (await bench.QueryAsync<long>(StraySql)).ShouldBe([0]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rows_WhenSeriesMergeAndPart_ThenTheyFollow(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ImportAsync(
            Letters.Mail("p1", "[PATCH 1/3] bpf: first", minute: 950), Letters.Mail("p3", "[PATCH 3/3] selftests: third", ["p2"], 1000));
        await bench.ImportAsync(Letters.Mail("p2", "[PATCH 2/3] libbpf: second", ["p1"], 955));
        (await bench.QueryAsync<long>("select series from patches order by id")).ShouldBe([1, 1, 1]);

        await bench.DeleteAsync("p2");

        (await bench.QueryAsync<long>("select series from patches order by id")).ShouldBe([1, 2]);
        (await bench.QueryAsync<long>(StraySql)).ShouldBe([0]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rows_WhenMailComesInAnyOrder_ThenNoneIsMissingOrStray(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        foreach (var batch in ImportOrderTests.Box.Reverse().Chunk(3))
        {
            await bench.ImportAsync(batch);
            (await bench.QueryAsync<long>(StraySql)).ShouldBe([0]);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task State_WhenPeopleDecidedOnAPatch_ThenItDeviatesAndTheSeriesShowsWhatAllShow(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ImportAsync(Letters.Series("one", "bpf: a start", 2));
        await bench.ExecuteAsync("update series_ids set decided = 1, delegate = 'ada'");
        await bench.ExecuteAsync(
            "insert into patch_decisions (project, message, decided, decided_over, delegate, archived, commit_ref, pull_url) values (@p, 2, 2, null, '', 1, 'abc', null)",
            new { p = bench.Project });

        await bench.ImportAsync(Letters.Mail("reply", "Re: [PATCH bpf-next 0/2] bpf: a start", ["one-0"], 9));

        (await bench.QueryAsync<(long, string?, long, string?)>("select state, delegate, archived, commit_ref from patches order by id"))
            .ShouldBe([((long)PatchState.Accepted, null, 1, "abc"), ((long)PatchState.UnderReview, "ada", 0, null)]);
        (await bench.QueryAsync<(long, string?)>("select state, delegate from series")).ShouldBe([((long)PatchState.UnderReview, "ada")]);
        (await bench.QueryAsync<string?>("select commit_ref from series_patches order by message")).ShouldBe(["abc", null]);

        await bench.ExecuteAsync("update series_ids set decided = 2, delegate = ''");
        await bench.ImportAsync(Letters.Mail("reply2", "Re: [PATCH bpf-next 0/2] bpf: a start", ["one-0"], 10));
        (await bench.QueryAsync<(long, string?)>("select state, delegate from series")).ShouldBe([((long)PatchState.Accepted, null)]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task State_WhenDecidedOverALaterVersion_ThenItStandsUntilAStillLaterOne(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ImportAsync([.. Letters.Series("one", "bpf: a start", 2), .. Letters.Series("two", "bpf: a start", 2, version: 2, minute: 90)]);
        await bench.ExecuteAsync("update series_ids set decided = 1, decided_over = 2 where id = 1");

        await bench.ImportAsync(Letters.Mail("reply", "Re: [PATCH bpf-next 0/2] bpf: a start", ["one-0"], 95));
        (await bench.QueryAsync<long>("select state from patches where series = 1")).ShouldBe([(long)PatchState.UnderReview, (long)PatchState.UnderReview]);
        (await bench.QueryAsync<long>("select state from series order by id")).ShouldBe([(long)PatchState.UnderReview, 0]);

        await bench.ImportAsync(Letters.Series("three", "bpf: a start", 2, version: 3, minute: 200));
        (await bench.QueryAsync<long>("select state from series order by id")).ShouldBe([(long)PatchState.Superseded, (long)PatchState.Superseded, 0]);
    }

    [Trait("Clause", "PFX-5")]
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task State_WhenOnePatchIsSentAgainAlone_ThenThatOneIsSupersededUnlessDecidedOverIt(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ImportAsync([
            .. Letters.Series("one", "bpf: a start", 3), Letters.Mail("part", "[PATCH bpf-next v1.1 2/3] bpf: a start: step 2", ["one-2", "one-0"], 50)]);

        const string states = "select p.series, p.state from patches p order by p.id";
        (await bench.QueryAsync<(long, long)>(states)).ShouldBe([(1, 0), (1, (long)PatchState.Superseded), (1, 0), (2, 0)]);
        (await bench.QueryAsync<(long, long?)>("select state, replaces from series order by id")).ShouldBe([(0, null), (0, 1)]);

        await bench.ExecuteAsync("insert into patch_decisions (project, message, decided, decided_over) values (@p, 3, 1, 2)", new { p = bench.Project });
        await bench.ImportAsync(Letters.Mail("r", "Re: [PATCH bpf-next 0/3] bpf: a start", ["one-0"], 60));
        (await bench.QueryAsync<(long, long)>(states)).ShouldBe([(1, 0), (1, (long)PatchState.UnderReview), (1, 0), (2, 0)]);
        (await bench.QueryAsync<(long, long?)>("select state, replaces from series order by id")).ShouldBe([(0, null), (0, 1)]);
    }
}
