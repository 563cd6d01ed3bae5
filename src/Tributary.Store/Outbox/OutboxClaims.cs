using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Lets servers share the outbox: a letter is claimed before it is sent, and only who holds the claim may say what became of it.</summary>
public sealed class OutboxClaims(Database database)
{
    private const string SettleSql = """
        update outbox set state = @state, due_at = @dueAt, last_error = @error, handed_at = null, claim = null, sent_at = case when @state = 2 then @now else sent_at end
        where id = @id and state = 1 and claim = @claim
        """;

    private const string RecipientSql = "update outbox_recipients set state = @state, said = @said where letter = @letter and address = @address and state = 0";

    private readonly ClaimedTable _table = new(database, "outbox");

    /// <summary>When the next letter is to be looked at; null when none waits.</summary>
    public Task<DateTimeOffset?> FindNextAsync(CancellationToken cancel) => _table.FindNextAsync(cancel);

    /// <summary>Claims the letter that has waited longest of those that are due.</summary>
    /// <param name="claim">Who claims it.</param>
    /// <param name="now">The time.</param>
    /// <param name="until">When the claim lapses unless it is renewed.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The letter with its mail, or null when none is due.</returns>
    public Task<OutboxLetter?> ClaimAsync(string claim, DateTimeOffset now, DateTimeOffset until, CancellationToken cancel) => _table.ClaimAsync(
        claim, now, until, async (write, id) => (await OutboxRows.ListAsync(write.Connection, write.Dialect, ("where o.id = @id", WithContent: true), new { id }, cancel))[0], cancel);

    /// <summary>Makes a claim hold longer.</summary>
    /// <returns>False when somebody else has the letter by now.</returns>
    public Task<bool> RenewAsync(LetterId id, string claim, DateTimeOffset until, CancellationToken cancel) => _table.RenewAsync(id.Value, claim, until, cancel);

    /// <summary>Notes that the transport may have the letter from now on.</summary>
    /// <returns>False when somebody else has the letter by now: then it must not be handed over.</returns>
    public Task<bool> HandOverAsync(LetterId id, string claim, DateTimeOffset now, CancellationToken cancel) =>
        _table.ChangeAsync("handed_at = @at", (id.Value, claim), now, cancel);

    /// <summary>Gives a letter back as though it had not been claimed.</summary>
    public Task<bool> ReleaseAsync(LetterId id, string claim, DateTimeOffset now, CancellationToken cancel) => _table.ReleaseAsync(id.Value, claim, now, cancel);

    /// <summary>Lets the claims of those lapse at once who are known to be gone.</summary>
    /// <param name="isGone">Tells by a claim whether its holder is gone.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task LapseAsync(Func<string, bool> isGone, DateTimeOffset now, CancellationToken cancel) => _table.LapseAsync(isGone, now, cancel);

    /// <summary>Notes how an attempt ended, and gives the letter back.</summary>
    /// <returns>False when somebody else has the letter by now: then nothing changes.</returns>
    public async Task<bool> SettleAsync(LetterId id, string claim, LetterStanding standing, DateTimeOffset now, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        var isOurs = await write.Connection.ExecuteAsync(new CommandDefinition(SettleSql, new
        {
            id = id.Value, claim, state = (long)standing.State, dueAt = Micros.From(standing.DueAt), now = Micros.From(now),
            error = standing.LastError.Length == 0 ? null : Dialect.Clean(standing.LastError),
        }, cancellationToken: cancel)) > 0;
        if (!isOurs) return false;
        var recipients = standing.Recipients.Select(one => new { letter = id.Value, address = one.Address, state = (long)one.State, said = Dialect.Clean(one.Said) });
        await write.Connection.ExecuteAsync(new CommandDefinition(RecipientSql, recipients.ToArray(), cancellationToken: cancel));
        await write.CommitAsideAsync(cancel);
        return true;
    }
}
