using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>
/// Lets servers share the outbox: a letter is claimed before it is sent, for a while, and only who holds the claim may say what became of it. A claim
/// that is not renewed lapses, for its holder may be gone.
/// </summary>
public sealed class OutboxClaims(Database database)
{
    private const string NextSql = "select min(due_at) from outbox where state in (0, 1)";
    private const string DueSql = "select id from outbox where state in (0, 1) and due_at <= @now order by due_at, id limit 1";
    private const string ClaimSql = "update outbox set state = 1, claim = @claim, due_at = @until, attempts = attempts + 1 where id = @id";
    private const string RenewSql = "update outbox set due_at = @until where id = @id and state = 1 and claim = @claim";
    private const string HandOverSql = "update outbox set handed_at = @now where id = @id and state = 1 and claim = @claim";
    private const string ReleaseSql = "update outbox set state = 0, due_at = @now, attempts = attempts - 1, claim = null where id = @id and state = 1 and claim = @claim";

    private const string SettleSql = """
        update outbox set state = @state, due_at = @dueAt, last_error = @error, handed_at = null, claim = null, sent_at = case when @state = 2 then @now else sent_at end
        where id = @id and state = 1 and claim = @claim
        """;

    private const string RecipientSql = "update outbox_recipients set state = @state, said = @said where letter = @letter and address = @address and state = 0";
    private const string HoldersSql = "select distinct claim from outbox where state = 1 and claim is not null";
    private const string LapseSql = "update outbox set due_at = @now where state = 1 and claim = @claim and due_at > @now";

    /// <summary>When the next letter is to be looked at; null when none waits.</summary>
    public async Task<DateTimeOffset?> FindNextAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition(NextSql, cancellationToken: cancel)) is { } at ? Micros.ToTime(at) : null;
    }

    /// <summary>Claims the letter that has waited longest of those that are due.</summary>
    /// <param name="claim">Who claims it.</param>
    /// <param name="now">The time.</param>
    /// <param name="until">When the claim lapses unless it is renewed.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The letter with its mail, or null when none is due.</returns>
    public async Task<OutboxLetter?> ClaimAsync(string claim, DateTimeOffset now, DateTimeOffset until, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        var lockRow = write.Dialect.IsPostgres ? " for update skip locked" : "";
        var due = await write.Connection.ExecuteScalarAsync<long?>(new CommandDefinition(DueSql + lockRow, new { now = Micros.From(now) }, cancellationToken: cancel));
        if (due is not { } id) return null;
        await write.Connection.ExecuteAsync(new CommandDefinition(ClaimSql, new { id, claim, until = Micros.From(until) }, cancellationToken: cancel));
        var letters = await OutboxRows.ListAsync(write.Connection, write.Dialect, ("where o.id = @id", WithContent: true), new { id }, cancel);
        await write.CommitAsideAsync(cancel);
        return letters[0];
    }

    /// <summary>Makes a claim hold longer.</summary>
    /// <returns>False when somebody else has the letter by now.</returns>
    public Task<bool> RenewAsync(LetterId id, string claim, DateTimeOffset until, CancellationToken cancel) =>
        ChangeAsync(RenewSql, new { id = id.Value, claim, until = Micros.From(until) }, cancel);

    /// <summary>Notes that the transport may have the letter from now on.</summary>
    /// <returns>False when somebody else has the letter by now: then it must not be handed over.</returns>
    public Task<bool> HandOverAsync(LetterId id, string claim, DateTimeOffset now, CancellationToken cancel) =>
        ChangeAsync(HandOverSql, new { id = id.Value, claim, now = Micros.From(now) }, cancel);

    /// <summary>Gives a letter back as though it had not been claimed.</summary>
    public Task<bool> ReleaseAsync(LetterId id, string claim, DateTimeOffset now, CancellationToken cancel) =>
        ChangeAsync(ReleaseSql, new { id = id.Value, claim, now = Micros.From(now) }, cancel);

    /// <summary>Notes how an attempt ended, and gives the letter back.</summary>
    /// <returns>False when somebody else has the letter by now: then nothing changes.</returns>
    public async Task<bool> SettleAsync(LetterId id, string claim, LetterStanding standing, DateTimeOffset now, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        var isOurs = await write.Connection.ExecuteAsync(new CommandDefinition(SettleSql, new
        {
            id = id.Value, claim, state = (long)standing.State, dueAt = Micros.From(standing.DueAt), error = Text(standing.LastError), now = Micros.From(now),
        }, cancellationToken: cancel)) > 0;
        if (!isOurs) return false;
        var recipients = standing.Recipients.Select(one => new { letter = id.Value, address = one.Address, state = (long)one.State, said = Dialect.Clean(one.Said) });
        await write.Connection.ExecuteAsync(new CommandDefinition(RecipientSql, recipients.ToArray(), cancellationToken: cancel));
        await write.CommitAsideAsync(cancel);
        return true;
    }

    /// <summary>Lets the claims of those lapse at once who are known to be gone.</summary>
    /// <param name="isGone">Tells by a claim whether its holder is gone.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task LapseAsync(Func<string, bool> isGone, DateTimeOffset now, CancellationToken cancel)
    {
        IEnumerable<string> holders;
        await using (var connection = await database.OpenReadAsync(cancel))
            holders = await connection.QueryAsync<string>(new CommandDefinition(HoldersSql, cancellationToken: cancel));
        foreach (var claim in holders.Where(isGone)) await ChangeAsync(LapseSql, new { claim, now = Micros.From(now) }, cancel);
    }

    private static string? Text(string text) => text.Length == 0 ? null : Dialect.Clean(text);

    private async Task<bool> ChangeAsync(string sql, object values, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        var count = await write.Connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancel));
        await write.CommitAsideAsync(cancel);
        return count > 0;
    }
}
