using Dapper;

namespace Tributary.Store;

/// <summary>
/// Lets servers share a table of work to be done: a row is claimed for a while before it is worked on, and only who holds the claim may say what became of
/// it. A claim that is not renewed lapses, for its holder may be gone. In the column <c>state</c> 0 is waiting and 1 is claimed; <c>due_at</c> is when a row is
/// to be looked at next, so of a claimed one when its claim lapses.
/// </summary>
/// <param name="database">Where it is.</param>
/// <param name="table">Its name.</param>
internal sealed class ClaimedTable(Database database, string table)
{
    /// <summary>When the next row is to be looked at; null when none waits.</summary>
    public async Task<DateTimeOffset?> FindNextAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var next = await connection.ExecuteScalarAsync<long?>(new CommandDefinition($"select min(due_at) from {table} where state in (0, 1)", cancellationToken: cancel));
        return next is { } at ? Micros.ToTime(at) : null;
    }

    /// <summary>Claims the row that has waited longest of those that are due.</summary>
    /// <param name="claim">Who claims it.</param>
    /// <param name="now">The time.</param>
    /// <param name="until">When the claim lapses unless it is renewed.</param>
    /// <param name="read">Reads the row.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<T?> ClaimAsync<T>(string claim, DateTimeOffset now, DateTimeOffset until, Func<WriteTransaction, long, Task<T>> read, CancellationToken cancel) where T : class
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        var lockRow = write.Dialect.IsPostgres ? " for update skip locked" : "";
        var due = await write.Connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            $"select id from {table} where state in (0, 1) and due_at <= @now order by due_at, id limit 1{lockRow}", new { now = Micros.From(now) }, cancellationToken: cancel));
        if (due is not { } id) return null;
        await write.Connection.ExecuteAsync(new CommandDefinition(
            $"update {table} set state = 1, claim = @claim, due_at = @until, attempts = attempts + 1 where id = @id", new { id, claim, until = Micros.From(until) }, cancellationToken: cancel));
        var row = await read(write, id);
        await write.CommitAsideAsync(cancel);
        return row;
    }

    /// <summary>Makes a claim hold longer.</summary>
    /// <returns>False when somebody else has the row by now.</returns>
    public Task<bool> RenewAsync(long id, string claim, DateTimeOffset until, CancellationToken cancel) => ChangeAsync("due_at = @at", (id, claim), until, cancel);

    /// <summary>Gives a row back as though it had not been claimed.</summary>
    public Task<bool> ReleaseAsync(long id, string claim, DateTimeOffset now, CancellationToken cancel) =>
        ChangeAsync("state = 0, due_at = @at, attempts = attempts - 1, claim = null", (id, claim), now, cancel);

    /// <summary>Lets the claims of those lapse at once who are known to be gone.</summary>
    /// <param name="isGone">Tells by a claim whether its holder is gone.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task LapseAsync(Func<string, bool> isGone, DateTimeOffset now, CancellationToken cancel)
    {
        IEnumerable<(long Id, string Claim)> held;
        await using (var connection = await database.OpenReadAsync(cancel))
            held = await connection.QueryAsync<(long, string)>(new CommandDefinition($"select id, claim from {table} where state = 1 and due_at > @now", new { now = Micros.From(now) }, cancellationToken: cancel));
        foreach (var row in held.Where(row => isGone(row.Claim))) await ChangeAsync("due_at = @at", row, now, cancel);
    }

    /// <summary>Changes a row that one holds.</summary>
    /// <param name="set">What changes, in SQL; <c>@at</c> is the time.</param>
    /// <param name="held">The row's number and its claim.</param>
    /// <param name="at">The time.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>False when somebody else has the row by now.</returns>
    public async Task<bool> ChangeAsync(string set, (long Id, string Claim) held, DateTimeOffset at, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        var count = await write.Connection.ExecuteAsync(new CommandDefinition(
            $"update {table} set {set} where id = @id and state = 1 and claim = @claim", new { id = held.Id, claim = held.Claim, at = Micros.From(at) }, cancellationToken: cancel));
        await write.CommitAsideAsync(cancel);
        return count > 0;
    }
}
