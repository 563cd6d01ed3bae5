using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Lets servers share the deliveries to webhooks, as <see cref="OutboxClaims"/> does letters.</summary>
public sealed class DeliveryClaims(Database database)
{
    private const string SettleSql = """
        update webhook_deliveries set state = @state, due_at = @dueAt, status = @status, said = @said, claim = null, ended_at = @endedAt
        where id = @id and state = 1 and claim = @claim
        """;

    private const string DeferSql = "update webhook_deliveries set due_at = @until where webhook = @webhook and state = 0 and due_at < @until";

    private readonly ClaimedTable _table = new(database, "webhook_deliveries");

    /// <summary>When the next delivery is to be looked at; null when none waits.</summary>
    public Task<DateTimeOffset?> FindNextAsync(CancellationToken cancel) => _table.FindNextAsync(cancel);

    /// <summary>Claims the delivery that has waited longest of those that are due.</summary>
    /// <param name="claim">Who claims it.</param>
    /// <param name="now">The time.</param>
    /// <param name="until">When the claim lapses.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The delivery with its body, or null when none is due.</returns>
    public Task<Delivery?> ClaimAsync(string claim, DateTimeOffset now, DateTimeOffset until, CancellationToken cancel) => _table.ClaimAsync(
        claim, now, until, async (write, id) => (await WebhookRows.ListDeliveriesAsync(write.Connection, ("where id = @id", WithBody: true), new { id }, cancel))[0], cancel);

    /// <summary>Gives a delivery back as though it had not been claimed.</summary>
    public Task<bool> ReleaseAsync(long id, string claim, DateTimeOffset now, CancellationToken cancel) => _table.ReleaseAsync(id, claim, now, cancel);

    /// <summary>Lets the claims of those lapse at once who are known to be gone.</summary>
    /// <param name="isGone">Tells by a claim whether its holder is gone.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task LapseAsync(Func<string, bool> isGone, DateTimeOffset now, CancellationToken cancel) => _table.LapseAsync(isGone, now, cancel);

    /// <summary>Puts off all that waits for a webhook that does not answer: one attempt at a time tells whether it does again.</summary>
    public async Task DeferAsync(long webhook, DateTimeOffset until, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition(DeferSql, new { webhook, until = Micros.From(until) }, cancellationToken: cancel));
        await write.CommitAsideAsync(cancel);
    }

    /// <summary>Notes how an attempt ended, and gives the delivery back.</summary>
    /// <returns>False when somebody else has it by now: then nothing changes.</returns>
    public async Task<bool> SettleAsync(long id, string claim, DeliveryStanding standing, DateTimeOffset now, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        var count = await write.Connection.ExecuteAsync(new CommandDefinition(SettleSql, new
        {
            id, claim, state = (long)standing.State, dueAt = Micros.From(standing.DueAt), status = (long?)standing.Status, said = Dialect.Clean(standing.Said),
            endedAt = standing.State is DeliveryState.Delivered or DeliveryState.Failed ? Micros.From(now) : (long?)null,
        }, cancellationToken: cancel));
        await write.CommitAsideAsync(cancel);
        return count > 0;
    }
}
