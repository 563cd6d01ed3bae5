using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>The events that an import makes: each once, in the order of what came.</summary>
public sealed class ImportEventsTests
{
    private const string EventsSql = """
        select category, coalesce(series, 0), coalesce(patch, 0), coalesce(cover, 0), coalesce(comment, 0), coalesce(before, '') as was, coalesce(after, '') as becomes
        from events where id > @after order by id
        """;

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Events_WhenASeriesComes_ThenEachThingIsCreatedAndCompletedInOrder(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ImportAsync([
            .. Letters.Series("one", "bpf: a start", 2), Letters.Mail("r", "Re: [PATCH bpf-next 0/2] bpf: a start", ["one-0"], 5),
            Letters.Mail("rr", "Re: [PATCH bpf-next 2/2] bpf: a start", ["one-2"], 6), Letters.Mail("other", "What is this?")]);

        (await ListAsync(bench)).ShouldBe([
            "series-created s1", "cover-created c1", "patch-created p2", "patch-completed s1 p2", "patch-created p3", "patch-completed s1 p3", "series-completed s1",
            "cover-comment-created c1 r4", "patch-comment-created p3 r5"]);
        (await bench.QueryAsync<(long, long, long?)>("select distinct at, door, actor from events")).ShouldBe([(Micros.From(ImportBench.Now), (long)Door.Mail, null)]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Events_WhenPatchesComeLast_ThenWhatTheyCompleteIsToldThen(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ImportAsync(
            Letters.Mail("s-3", "[PATCH 3/3] libbpf: third", ["s-0"], 3), Letters.Mail("s-2", "[PATCH 2/3] libbpf: second", ["s-0"], 2), Letters.Mail("r", "Re: [PATCH 1/3] bpf: first", ["s-1"], 5));
        (await ListAsync(bench)).ShouldBe(["series-created s1", "patch-created p1", "patch-created p2"]);

        await bench.ImportAsync(Letters.Mail("s-1", "[PATCH 1/3] bpf: first", ["s-0"], 1));

        (await ListAsync(bench, after: 3)).ShouldBe([
            "patch-comment-created p4 r3", "patch-created p4", "patch-completed s1 p4", "patch-completed s1 p2", "patch-completed s1 p1", "series-completed s1"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Events_WhenALaterVersionComes_ThenTheEarlierOnesStateChanges(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ImportAsync(Letters.Series("one", "bpf: a start", 2));

        await bench.ImportAsync(Letters.Series("two", "bpf: a start", 2, version: 2, minute: 90));

        (await ListAsync(bench, after: 7)).ShouldBe([
            "series-created s2", "cover-created c4", "patch-created p5", "patch-completed s2 p5", "patch-created p6", "patch-completed s2 p6", "series-completed s2",
            "patch-state-changed p2 new>superseded", "patch-state-changed p3 new>superseded"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Events_WhenMailGoesAndComesBackOrSeriesMerge_ThenNothingIsCreatedTwice(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        var mails = new[]
        {
            Letters.Mail("p1", "[PATCH 1/3] bpf: first", minute: 950), Letters.Mail("p3", "[PATCH 3/3] selftests: third", ["p2"], 1000),
            Letters.Mail("p2", "[PATCH 2/3] libbpf: second", ["p1"], 955), Letters.Mail("r", "Re: [PATCH 2/3] libbpf: second", ["p2"], 1001),
        };
        foreach (var mail in mails) await bench.ImportAsync(mail);
        var before = await ListAsync(bench);

        await bench.DeleteAsync("p2", "r");
        await bench.ImportAsync(mails);
        await bench.ImportAsync(mails);

        (await ListAsync(bench)).ShouldBe(before);
        before.ShouldBe(before.Distinct());
        before.Count(line => line.StartsWith("series-created", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Events_WhenMailComesInAnyOrder_ThenEachPatchIsCreatedOnce(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        foreach (var batch in ImportOrderTests.Box.Reverse().Chunk(3)) await bench.ImportAsync(batch);

        (await bench.QueryAsync<long>("select patch from events where category = 1 order by patch")).ShouldBe(await bench.QueryAsync<long>("select id from patches order by id"));
        (await bench.QueryAsync<long>("select cover from events where category = 0 order by cover")).ShouldBe(await bench.QueryAsync<long>("select id from covers order by id"));
        (await bench.QueryAsync<long>("select comment from events where category in (9, 10) order by comment")).ShouldBe(
            await bench.QueryAsync<long>("select arrival from project_messages where target <> message order by arrival"));
        (await bench.QueryAsync<long>("select count(*) from (select category, patch, series from events where category in (2, 7, 8) group by category, patch, series having count(*) > 1) x")).ShouldBe([0]);
    }

    private static async Task<IReadOnlyList<string>> ListAsync(ImportBench bench, long after = 0) =>
        [.. (await bench.QueryAsync<(long Category, long Series, long Patch, long Cover, long Comment, string Was, string Becomes)>(EventsSql, new { after })).Select(row =>
            ((EventCategory)row.Category).Slug + Of(" s", row.Series) + Of(" p", row.Patch) + Of(" c", row.Cover) + Of(" r", row.Comment) + (row.Was.Length > 0 ? $" {row.Was}>{row.Becomes}" : ""))];

    private static string Of(string mark, long number) => number == 0 ? "" : $"{mark}{number}";
}
