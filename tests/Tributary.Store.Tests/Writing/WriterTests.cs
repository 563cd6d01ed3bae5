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
}
