using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>An id once shown stays valid, whatever comes or goes.</summary>
public sealed class SeriesIdTests
{
    private const string LostSql = """
        select count(*) from series_ids l where not exists (select 1 from series s where s.id = l.id)
            and not exists (select 1 from series_moves m join series s on s.id = m.moved_to where m.id = l.id)
        """;

    private const string IdsSql = "select s.id, m.message_id from series s join messages m on m.id = s.head order by s.id";

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Ids_WhenSeriesMergeAndPart_ThenTheOldestWinsAndTheOtherComesBack(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ImportAsync(
            Letters.Mail("p1", "[PATCH 1/3] bpf: first", minute: 950), Letters.Mail("p3", "[PATCH 3/3] selftests: third", ["p2"], 1000));
        (await bench.QueryAsync<(long, string)>(IdsSql)).ShouldBe([(1, "p1@example.org"), (2, "p3@example.org")]);

        await bench.ImportAsync(Letters.Mail("p2", "[PATCH 2/3] libbpf: second", ["p1"], 955));
        (await bench.QueryAsync<(long, string)>(IdsSql)).ShouldBe([(1, "p1@example.org")]);
        (await bench.QueryAsync<(long, long)>("select id, moved_to from series_moves")).ShouldBe([(2, 1)]);

        await bench.DeleteAsync("p2");
        (await bench.QueryAsync<(long, string)>(IdsSql)).ShouldBe([(1, "p1@example.org"), (2, "p3@example.org")]);
        (await bench.QueryAsync<(long, long)>("select id, moved_to from series_moves")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Ids_WhenTheMessageOfOneGoes_ThenItStaysWithTheRest(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ImportAsync(Letters.Series("one", "bpf: a start", 2));

        await bench.DeleteAsync("one-0");

        (await bench.QueryAsync<(long, string)>(IdsSql)).ShouldBe([(1, "one-1@example.org")]);
        (await bench.QueryAsync<long>(LostSql)).ShouldBe([0]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Ids_WhenAMailIsEdited_ThenMessageAndSeriesKeepTheirs(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ImportAsync(Letters.Mail("a", "[PATCH] bpf: alone"));
        await bench.ImportAsync(Letters.Mail("b", "[PATCH] libbpf: another", minute: 5));

        await bench.DeleteAsync("a");
        await bench.ImportAsync(Letters.Mail("a", "[PATCH] bpf: alone, edited"));

        (await bench.QueryAsync<(long, string, long)>("select id, name, head from series order by id")).ShouldBe([(1, "bpf: alone, edited", 1), (2, "libbpf: another", 2)]);
        (await bench.QueryAsync<long>("select count(*) from removed_messages")).ShouldBe([0]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Ids_WhenMailComesInAnyOrderAndGoes_ThenNoneIsEverLost(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        foreach (var batch in ImportOrderTests.Box.Reverse().Chunk(3))
        {
            await bench.ImportAsync(batch);
            (await bench.QueryAsync<long>(LostSql)).ShouldBe([0]);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task State_WhenSomebodyDecided_ThenALaterVersionChangesOnlyWhatIsInReview(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ImportAsync([.. Letters.Series("one", "bpf: a start", 2), .. Letters.Series("other", "libbpf: elsewhere", 2)]);
        await bench.ExecuteAsync("update series_ids set decided = case id when 1 then 2 else 6 end");

        await bench.ImportAsync([.. Letters.Series("one2", "bpf: a start", 2, version: 2, minute: 90), .. Letters.Series("other2", "libbpf: elsewhere", 2, version: 2, minute: 95)]);
        (await bench.QueryAsync<long>("select state from series order by id")).ShouldBe([(long)PatchState.Accepted, (long)PatchState.Superseded, 0, 0]);

        await bench.DeleteAsync("other2-0", "other2-1", "other2-2");
        (await bench.QueryAsync<long>("select state from series where id = 2")).ShouldBe([(long)PatchState.ChangesRequested]);
    }
}
