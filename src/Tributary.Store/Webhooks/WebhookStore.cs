using Dapper;

namespace Tributary.Store;

/// <summary>Writes webhooks and what is to be delivered to them.</summary>
public sealed class WebhookStore(WriteTransaction write)
{
    private const string AddSql = """
        insert into webhooks (id, project, url, secret, categories, created_by, created_at, position)
        values (@id, @project, @url, @secret, @categories, @createdBy, @createdAt, (select coalesce(max(id), 0) from events))
        """;

    private const string AddDeliverySql = """
        insert into webhook_deliveries (id, webhook, event, category, delivery, state, body, created_at, since, due_at, attempts)
        values (@id, @webhook, @event, @category, @key, 0, @body, @now, @now, @now, 0) on conflict (webhook, event) do nothing
        """;

    private const string MoveSql = "update webhooks set position = @position where id = @id";
    private const string DeleteDeliveriesSql = "delete from webhook_deliveries where webhook = @id";
    private const string DeleteSql = "delete from webhooks where id = @id";
    private const string PruneSql = "delete from webhook_deliveries where ended_at < @before";

    private const string RetrySql = """
        update webhook_deliveries set state = 0, since = @now, due_at = @now, attempts = 0, claim = null, ended_at = null where id = @id and state <> 1
        """;

    /// <summary>Adds a webhook, which is told of what happens from now on.</summary>
    /// <returns>Its number.</returns>
    public async Task<long> AddAsync(Webhook webhook, CancellationToken cancel)
    {
        var id = await IdLedger.TakeAsync(write, "webhooks", 1, cancel);
        await ExecuteAsync(AddSql, new
        {
            id, project = webhook.Project, url = webhook.Url, secret = webhook.Secret, categories = WebhookRows.Write(webhook.Categories), createdBy = webhook.CreatedBy,
            createdAt = Micros.From(webhook.CreatedAt),
        }, cancel);
        return id;
    }

    /// <summary>A webhook, for a change: others who want to change it wait until the transaction ends. Null when there is none.</summary>
    public async Task<Webhook?> FindAsync(long id, CancellationToken cancel)
    {
        var lockRow = write.Dialect.IsPostgres ? " for update" : "";
        return await WebhookRows.ListAsync(write.Connection, $"where id = @id{lockRow}", new { id }, cancel) is [var webhook, ..] ? webhook : null;
    }

    /// <summary>Notes of which events it is known whether a webhook is told of them, and what it is told.</summary>
    /// <param name="webhook">The webhook's number.</param>
    /// <param name="position">The last of these events.</param>
    /// <param name="deliveries">What it is told.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task PlanAsync(long webhook, long position, IReadOnlyCollection<NewDelivery> deliveries, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var one in deliveries) await AddDeliveryAsync(webhook, one, now, cancel);
        await ExecuteAsync(MoveSql, new { id = webhook, position }, cancel);
    }

    /// <summary>Adds one delivery.</summary>
    /// <returns>Its number.</returns>
    public async Task<long> AddDeliveryAsync(long webhook, NewDelivery delivery, DateTimeOffset now, CancellationToken cancel)
    {
        var id = await IdLedger.TakeAsync(write, "webhook_deliveries", 1, cancel);
        await ExecuteAsync(AddDeliverySql, new
        {
            id, webhook, @event = delivery.Event, category = delivery.Category, key = delivery.Key, body = delivery.Body, now = Micros.From(now),
        }, cancel);
        return id;
    }

    /// <summary>Puts a delivery back to be sent at once.</summary>
    /// <returns>False when it is being sent, or is not there.</returns>
    public async Task<bool> RetryAsync(long delivery, DateTimeOffset now, CancellationToken cancel) =>
        await ExecuteAsync(RetrySql, new { id = delivery, now = Micros.From(now) }, cancel) > 0;

    /// <summary>Removes a webhook with its deliveries.</summary>
    public async Task RemoveAsync(long id, CancellationToken cancel)
    {
        await ExecuteAsync(DeleteDeliveriesSql, new { id }, cancel);
        await ExecuteAsync(DeleteSql, new { id }, cancel);
    }

    /// <summary>Removes deliveries that ended before a time.</summary>
    public Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancel) => ExecuteAsync(PruneSql, new { before = Micros.From(before) }, cancel);

    private Task<int> ExecuteAsync(string sql, object values, CancellationToken cancel) =>
        write.Connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancel));
}
