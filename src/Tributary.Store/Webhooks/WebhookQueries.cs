using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Reads webhooks and their deliveries.</summary>
public sealed class WebhookQueries(Database database)
{
    /// <summary>Most webhooks that a project can have.</summary>
    public const int Most = 100;

    /// <summary>The webhooks of a project, the oldest first.</summary>
    public async Task<IReadOnlyList<Webhook>> ListAsync(long project, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await WebhookRows.ListAsync(connection, "where project = @project order by id limit @most", new { project, most = (long)Most }, cancel);
    }

    /// <summary>A webhook, or null.</summary>
    public async Task<Webhook?> FindAsync(long id, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await WebhookRows.ListAsync(connection, "where id = @id", new { id }, cancel) is [var webhook, ..] ? webhook : null;
    }

    /// <summary>How many deliveries are in each state, of all webhooks.</summary>
    public async Task<IReadOnlyDictionary<DeliveryState, long>> CountDeliveriesAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var counts = await connection.QueryAsync<(long State, long Count)>(new CommandDefinition("select state, count(*) from webhook_deliveries group by state", cancellationToken: cancel));
        return counts.ToDictionary(static pair => (DeliveryState)pair.State, static pair => pair.Count);
    }

    /// <summary>The deliveries of a webhook, the newest first, without their bodies.</summary>
    /// <param name="webhook">The webhook's number.</param>
    /// <param name="before">The number of the last one seen; null at first.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<IReadOnlyList<Delivery>> ListDeliveriesAsync(long webhook, long? before, int limit, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await WebhookRows.ListDeliveriesAsync(
            connection, ("where webhook = @webhook and id < @before order by id desc limit @limit", WithBody: false), new { webhook, before = before ?? long.MaxValue, limit = (long)limit }, cancel);
    }

    /// <summary>A delivery with its body, or null.</summary>
    public async Task<Delivery?> FindDeliveryAsync(long id, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await WebhookRows.ListDeliveriesAsync(connection, ("where id = @id", WithBody: true), new { id }, cancel) is [var delivery, ..] ? delivery : null;
    }

    /// <summary>The webhook that lags furthest behind the events; null when none does.</summary>
    /// <returns>It, and the number of the last event that there is.</returns>
    public async Task<(Webhook Webhook, long Newest)?> FindBehindAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        if (await connection.ExecuteScalarAsync<long?>(new CommandDefinition("select max(id) from events", cancellationToken: cancel)) is not { } newest) return null;
        return await WebhookRows.ListAsync(connection, "where position < @newest order by position, id limit 1", new { newest }, cancel) is [var webhook] ? (webhook, newest) : null;
    }
}
