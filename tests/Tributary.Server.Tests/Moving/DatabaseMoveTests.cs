using Tributary.Policy;
using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>A move between databases that hold mail, people and what they decided; it stands here because an import fills it.</summary>
public sealed class DatabaseMoveTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite, DatabaseKind.Postgres)]
    [InlineData(DatabaseKind.Postgres, DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Sqlite, DatabaseKind.Sqlite)]
    public async Task Move_WhenDone_ThenBothHoldTheSameAndGoOnAlike(DatabaseKind from, DatabaseKind to)
    {
        await using var bench = await WorkBench.OpenAsync(from);
        await using var target = await TestDatabase.OpenAsync(to);
        if (bench is null || target is null) return;
        await bench.SetAsync(bench.Patches[1], PatchState.Accepted, bench.Mara);

        var moved = await MoveAsync(bench.Database, target.Database);

        moved.ShouldContain(static table => table.Name == "events" && table.Rows > 0);
        moved.ShouldContain(static table => table.Name == "users" && table.Rows == 4);
        (await DatabaseDigest.ComputeAsync(target.Database, withIds: true, CancellationToken.None))
            .ShouldBe(await DatabaseDigest.ComputeAsync(bench.Database, withIds: true, CancellationToken.None));
        (await target.Database.ReadGenerationAsync(CancellationToken.None)).ShouldBe(await bench.Database.ReadGenerationAsync(CancellationToken.None));

        // The next mail gets the same numbers on either side.
        await new ImportStep(target.Database, _ => BuiltInProfiles.Find(BuiltInProfiles.Default)).RunAsync(
            new(bench.Import.Project, bench.Import.Source, [.. Letters.Series("two", "bpf: another", 2)], [], "{}"), CancellationToken.None);
        await bench.Import.ImportAsync(Letters.Series("two", "bpf: another", 2));
        (await DatabaseDigest.ComputeAsync(target.Database, withIds: true, CancellationToken.None))
            .ShouldBe(await DatabaseDigest.ComputeAsync(bench.Database, withIds: true, CancellationToken.None));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Move_WhenTheTargetHoldsSomething_ThenItIsRefusedAndStaysAsItWas(DatabaseKind to)
    {
        await using var bench = await WorkBench.OpenAsync(DatabaseKind.Sqlite);
        await using var other = await ImportBench.OpenAsync(to);
        if (other is null) return;
        var before = await DatabaseDigest.ComputeAsync(other.Database, withIds: true, CancellationToken.None);

        var refusal = await Should.ThrowAsync<DatabaseException>(() => MoveAsync(bench!.Database, other.Database));

        refusal.Message.ShouldContain("is not empty");
        (await DatabaseDigest.ComputeAsync(other.Database, withIds: true, CancellationToken.None)).ShouldBe(before);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Move_WhenBrokenOff_ThenTheTargetIsEmptyAndTheNextOneSucceeds(DatabaseKind to)
    {
        await using var bench = await WorkBench.OpenAsync(DatabaseKind.Sqlite);
        await using var target = await TestDatabase.OpenAsync(to);
        if (target is null) return;
        using var stop = new CancellationTokenSource();
        var progress = new MoveProgress();
        var begun = new DatabaseMove(bench!.Database, target.Database, progress).RunAsync(Given.Now, stop.Token);
        while (progress.Rows == 0 && !begun.IsCompleted) await Task.Yield();
        await stop.CancelAsync();

        if (await Record.ExceptionAsync(() => begun) is null) return; // It was done before it was told to stop.
        var moved = await MoveAsync(bench.Database, target.Database);

        moved.Sum(static table => table.Rows).ShouldBeGreaterThan(20);
    }

    private static async Task<System.Collections.Immutable.ImmutableArray<MovedTable>> MoveAsync(Database from, Database to) =>
        await new DatabaseMove(from, to, new()).RunAsync(Given.Now, CancellationToken.None);
}
