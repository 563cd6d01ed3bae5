using Dapper;

namespace Tributary.Store.Tests;

public sealed class WriterTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Transaction_WhenNotCommitted_ThenNothingIsLeftAndTheNextOneGoesOn(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        await using (var write = await test.Database.Writer.BeginAsync(WritePriority.Bulk, CancellationToken.None))
            await write.Connection.ExecuteAsync("insert into projects (id, name, profile) values (1, 'gone', 'p')");
        await using (var write = await test.Database.Writer.BeginAsync(WritePriority.Bulk, CancellationToken.None))
        {
            await write.Connection.ExecuteAsync("insert into projects (id, name, profile) values (1, 'kept', 'p')");
            await write.CommitAsync(CancellationToken.None);
        }

        await using var connection = await test.Database.OpenReadAsync(CancellationToken.None);
        (await connection.QueryAsync<string>("select name from projects")).ShouldBe(["kept"]);
    }

    [Fact]
    public async Task Gate_WhenPeopleAndBulkWait_ThenPeopleGoFirst()
    {
        var gate = new WriteGate();
        var order = new List<string>();
        await gate.EnterAsync(WritePriority.Bulk, CancellationToken.None);
        var waiting = new[] { (WritePriority.Bulk, "bulk"), (WritePriority.Interactive, "first"), (WritePriority.Interactive, "second") }.Select(EnterAsync).ToArray();
        gate.Leave();
        await Task.WhenAll(waiting);

        order.ShouldBe(["first", "second", "bulk"]);

        async Task EnterAsync((WritePriority Priority, string Name) one)
        {
            await gate.EnterAsync(one.Priority, CancellationToken.None);
            order.Add(one.Name);
            gate.Leave();
        }
    }

    [Fact]
    public async Task Gate_WhenOneGivesUpWaiting_ThenTheNextIsLetIn()
    {
        var gate = new WriteGate();
        await gate.EnterAsync(WritePriority.Bulk, CancellationToken.None);
        using var patience = new CancellationTokenSource();
        var gaveUp = gate.EnterAsync(WritePriority.Interactive, patience.Token);
        var next = gate.EnterAsync(WritePriority.Bulk, CancellationToken.None);
        await patience.CancelAsync();
        gate.Leave();
        await next;

        // Cancelled, but perhaps a moment later: its continuation runs on another thread.
        await Should.ThrowAsync<OperationCanceledException>(gaveUp);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Read_WhenSomebodyWrites_ThenSeesWhatWasCommitted(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        await using var write = await test.Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        await write.Connection.ExecuteAsync("insert into projects (id, name, profile) values (1, 'new', 'p')");
        await using var connection = await test.Database.OpenReadAsync(CancellationToken.None);

        (await connection.ExecuteScalarAsync<long>("select count(*) from projects")).ShouldBe(0);
        await write.CommitAsync(CancellationToken.None);
        (await connection.ExecuteScalarAsync<long>("select count(*) from projects")).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rows_WhenTextHoldsWhatADatabaseRefuses_ThenCleaned(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        await using (var write = await test.Database.Writer.BeginAsync(WritePriority.Bulk, CancellationToken.None))
        {
            var rows = write.Write(new("projects", "id:n name:t profile:t"));
            rows.Add(1).Add("a\0b\ud800c\udc00d\ud83d\ude00").Add("").EndRow();
            await rows.FlushAsync(CancellationToken.None);
            await write.CommitAsync(CancellationToken.None);
        }

        await using var connection = await test.Database.OpenReadAsync(CancellationToken.None);
        (await connection.QueryAsync<(string, string)>("select name, profile from projects")).ShouldBe([("a\ufffdb\ufffdc\ufffdd\ud83d\ude00", "")]);
    }

    [Fact]
    public async Task Knock_WhenSomebodyWaits_ThenABatchDoesNotBegin()
    {
        var folder = Directory.CreateTempSubdirectory("tributary-knock-").FullName;
        var (mine, theirs) = (new WriteKnock(folder), new WriteKnock(folder));
        await mine.ListenAsync(CancellationToken.None);
        var first = await theirs.KnockAsync(CancellationToken.None);
        var second = await theirs.KnockAsync(CancellationToken.None);

        var listening = mine.ListenAsync(CancellationToken.None);
        first.ShouldNotBeNull().Dispose();
        listening.IsCompleted.ShouldBeFalse();
        second.ShouldNotBeNull().Dispose();

        await listening;
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Person_WhenAnotherProcessWritesBatchAfterBatch_ThenGetsInBetween()
    {
        await using var test = (await TestDatabase.OpenAsync(DatabaseKind.Sqlite))!;
        await using var other = await Database.OpenAsync(test.Folder, url: null, CancellationToken.None);
        using var done = new CancellationTokenSource();
        var batches = 0;
        var import = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested && batches < 2_000)
            {
                await using var batch = await test.Database.Writer.BeginAsync(WritePriority.Bulk, CancellationToken.None);
                for (var row = 0; row < 50; row++) await batch.Connection.ExecuteAsync("insert into project_settings values (@batches, @row, '')", new { batches, row = $"{row}" });
                await batch.CommitAsync(CancellationToken.None);
                batches++;
            }
        });

        for (var number = 1; number <= 5; number++)
        {
            await using var write = await other.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
            await write.Connection.ExecuteAsync("insert into projects (id, name, profile) values (@number, @name, 'p')", new { number, name = $"p{number}" });
            await write.CommitAsync(CancellationToken.None);
        }

        await done.CancelAsync();
        await import;
        batches.ShouldBeLessThan(2_000);
    }

    [Fact]
    public async Task Database_WhenAnotherProcessWrites_ThenIsOpenedWithoutWaiting()
    {
        await using var test = (await TestDatabase.OpenAsync(DatabaseKind.Sqlite))!;
        await using var write = await test.Database.Writer.BeginAsync(WritePriority.Bulk, CancellationToken.None);

        await using var other = await Database.OpenAsync(test.Folder, url: null, CancellationToken.None);

        (await new ProjectQueries(other).ListAsync(CancellationToken.None)).ShouldBeEmpty();
    }
}
