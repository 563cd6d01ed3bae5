using System.Collections.Immutable;
using Tributary.Workflow;

namespace Tributary.Store.Tests;

public sealed class LabRunStoreTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Run_WhenItIsAskedForTwice_ThenThereIsOne(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;

        var first = await WriteAsync(test, store => store.AddAsync(Given(series: 7), CancellationToken.None));
        var again = await WriteAsync(test, store => store.AddAsync(Given(series: 7), CancellationToken.None));
        var other = await WriteAsync(test, store => store.AddAsync(Given(series: null), CancellationToken.None));

        again.ShouldBe(first);
        other.ShouldNotBe(first);
        var found = (await new LabRunQueries(test.Database).FindAsync(first, CancellationToken.None)).ShouldNotBeNull();
        (found.Tree, found.Series, found.State, found.AskedAt, found.IsWorse).ShouldBe(("bpf-next", new SeriesId(7), LabRunState.Queued, Noon, null));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Run_WhenTwoWorkersEndIt_ThenTheFirstResultStays(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        var id = await WriteAsync(test, store => store.AddAsync(Given(series: 7), CancellationToken.None));
        (await WriteAsync(test, store => store.StartAsync(id, "one", Noon, CancellationToken.None))).ShouldBeTrue();
        (await WriteAsync(test, store => store.StartAsync(id, "two", Noon, CancellationToken.None))).ShouldBeTrue();

        var first = await WriteAsync(test, store => store.FinishAsync(Given(7) with { Id = id, Finish = "passed", IsWorse = false }, [1, 2], [], CancellationToken.None));
        var second = await WriteAsync(test, store => store.FinishAsync(Given(7) with { Id = id, Finish = "panic" }, null, [], CancellationToken.None));

        (first, second).ShouldBe((true, false));
        var queries = new LabRunQueries(test.Database);
        var found = (await queries.FindAsync(id, CancellationToken.None)).ShouldNotBeNull();
        (found.Finish, found.State, found.Attempts, found.IsWorse).ShouldBe(("passed", LabRunState.Done, 2, false));
        (await queries.FindReportAsync(id, CancellationToken.None)).ShouldBe([1, 2]);
        (await WriteAsync(test, store => store.StartAsync(id, "three", Noon, CancellationToken.None))).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Tests_WhenTheyFailedOnTheTreeBefore_ThenItIsCountedHowOften(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        foreach (ImmutableArray<string> failed in (ImmutableArray<string>[])[["a", "b"], ["a"], []])
        {
            var id = await WriteAsync(test, store => store.AddAsync(Given(null), CancellationToken.None));
            await WriteAsync(test, store => store.FinishAsync(Given(null) with { Id = id, Finish = "failed" }, [1], failed, CancellationToken.None));
        }

        var queries = new LabRunQueries(test.Database);
        var (runs, failures) = await queries.CountFailuresAsync(Given(7), 200, CancellationToken.None);

        runs.ShouldBe(3);
        failures.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value)).ShouldBe([("a", 2), ("b", 1)]);
        (await queries.CountFailuresAsync(Given(7), 2, CancellationToken.None)).Failures["a"].ShouldBe(1);
        (await queries.ListFailuresAsync("bpf-next", "a", 10, CancellationToken.None)).Length.ShouldBe(2);
        (await queries.FindBaseAsync("bpf-next", "c0ffee", "test_verifier", "debian:6.1", CancellationToken.None)).ShouldNotBeNull();
        (await queries.IsTestedAsync("bpf-next", "decaf", "test_verifier", "debian:6.1", CancellationToken.None)).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Known_WhenItIsAddedAndRemoved_ThenItIsListedMeanwhile(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        var queries = new LabRunQueries(test.Database);

        var id = await WriteAsync(test, store => store.AddKnownAsync(new(0, "bpf", "test_verifier:a:u", "stale", Noon, null), Noon, CancellationToken.None));

        (await queries.ListKnownAsync(CancellationToken.None)).ShouldHaveSingleItem().ShouldBe(new KnownFailure(id, "bpf", "test_verifier:a:u", "stale", Noon, null));
        (await WriteAsync(test, store => store.RemoveKnownAsync(id, CancellationToken.None))).ShouldBeTrue();
        (await queries.ListKnownAsync(CancellationToken.None)).ShouldBeEmpty();
    }

    private static StoredRun Given(long? series) => new()
    {
        Id = 0, Project = series is null ? null : 1, Series = series is { } id ? new SeriesId(id) : null, Tree = "bpf-next", Commit = "c0ffee", Suites = "test_verifier", Kernel = "debian:6.1", AskedAt = Noon,
    };

    private static async Task<T> WriteAsync<T>(TestDatabase test, Func<LabRunStore, Task<T>> change)
    {
        await using var write = await test.Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        var result = await change(new(write));
        await write.CommitAsync(CancellationToken.None);
        return result;
    }
}
