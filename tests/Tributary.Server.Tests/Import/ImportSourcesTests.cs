using Tributary.Store;
using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

/// <summary>Mail that comes by several sources, into several projects, in several versions, from several processes.</summary>
public sealed class ImportSourcesTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Import_WhenTwoProjectsReadTheSameMail_ThenItIsKeptOnceAndPlacedTwice(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        var (project, source) = await bench.AddProjectAsync("second");
        await bench.ImportAsync(Letters.Series("one", "bpf: a start", 2));

        (await bench.ImportAsync(project, source, Letters.Series("one", "bpf: a start", 2))).ShouldBe(new ImportCounts(3, 3, 0, 0, 0));

        (await bench.QueryAsync<(long, long)>("select (select count(*) from messages), (select count(*) from series)")).ShouldBe([(3, 2)]);
        await bench.DeleteAsync("one-0", "one-1", "one-2");
        (await bench.QueryAsync<(long, long)>("select count(*), min(project) from series")).ShouldBe([(1, project)]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Import_WhenAnEarlierCopyComes_ThenItIsCanonicalInEveryProject(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        var (project, source) = await bench.AddProjectAsync("second");
        await bench.ImportAsync(Letters.Mail("a", "[PATCH] bpf: with a footer", minute: 5, body: "footer"));

        (await bench.ImportAsync(project, source, [Letters.Mail("a", "[PATCH] bpf: as it was sent", minute: 4)])).Added.ShouldBe(1);

        (await bench.QueryAsync<string>("select name from series order by id")).ShouldBe(["bpf: as it was sent", "bpf: as it was sent"]);
        (await bench.QueryAsync<long>("select count(*) from message_copies")).ShouldBe([1]);
        (await bench.ImportAsync(Letters.Mail("a", "[PATCH] bpf: as it was sent", minute: 4))).Duplicates.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Delete_WhenAnotherSourceHoldsIt_ThenItStays(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        var other = await bench.AddSourceAsync("/other.mbox");
        await bench.ImportAsync(Letters.Mail("a", "[PATCH] bpf: kept"));
        (await bench.ImportAsync(bench.Project, other, [Letters.Mail("a", "[PATCH] bpf: kept")])).Duplicates.ShouldBe(1);

        await bench.DeleteAsync("a", "unknown");

        (await bench.QueryAsync<string>("select name from series")).ShouldBe(["bpf: kept"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Import_WhenItFails_ThenNothingIsLeftAndTheNextOneGoesOn(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ImportAsync(Letters.Series("one", "bpf: a start", 2));
        var before = await DatabaseDigest.ComputeAsync(bench.Database, withIds: true, CancellationToken.None);
        var broken = new ImportStep(bench.Database, _ => throw new InvalidOperationException("killed"));

        await Should.ThrowAsync<InvalidOperationException>(() => broken.RunAsync(
            new(bench.Project, bench.Source, [.. Letters.Series("two", "bpf: a start", 2, version: 2, minute: 9)], [], "{1}"), CancellationToken.None));

        (await DatabaseDigest.ComputeAsync(bench.Database, withIds: true, CancellationToken.None)).ShouldBe(before);
        (await bench.ImportAsync(Letters.Series("two", "bpf: a start", 2, version: 2, minute: 9))).Added.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Import_WhenTwoImportersTakeTurns_ThenNeitherTrustsWhatItRemembers(DatabaseKind kind)
    {
        await using var one = await ImportBench.OpenAsync(kind);
        if (one is null) return;
        await using var two = (await ImportBench.OpenAsync(kind))!;
        var other = two.NewStep();
        foreach (var batch in ImportOrderTests.Box.Chunk(8))
        {
            await one.ImportAsync(batch);
            (two.Step, other) = (other, two.Step);
            await two.ImportAsync(batch);
        }

        (await DatabaseDigest.ComputeAsync(two.Database, withIds: true, CancellationToken.None))
            .ShouldBe(await DatabaseDigest.ComputeAsync(one.Database, withIds: true, CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Import_WhenSaved_ThenTheSourceStandsWhereItsReaderDid(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.Step.RunAsync(new(bench.Project, bench.Source, [Letters.Mail("a", "[PATCH] bpf: x")], [], "{\"at\":7}"), CancellationToken.None);

        (await new ProjectStore(bench.Database).FindOrAddSourceAsync(bench.Project, "mbox", "/first.mbox", CancellationToken.None)).Position.ShouldBe("{\"at\":7}");
    }
}
