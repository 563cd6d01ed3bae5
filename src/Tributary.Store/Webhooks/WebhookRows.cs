using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Reads webhooks and deliveries on a connection that is open.</summary>
internal static class WebhookRows
{
    private const string HookSql = "select id, project, url, secret, categories, created_by as createdBy, created_at as createdAt, position from webhooks";

    private const string DeliverySql = """
        select id, webhook, event, category, delivery as key, state, created_at as createdAt, since, due_at as dueAt, attempts, status, said, ended_at as endedAt
        """;

    /// <summary>The webhooks for which a condition holds.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="condition">What follows the table.</param>
    /// <param name="values">The values in it.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<IReadOnlyList<Webhook>> ListAsync(DbConnection connection, string condition, object values, CancellationToken cancel) =>
        [.. (await connection.QueryAsync<HookRow>(new CommandDefinition($"{HookSql} {condition}", values, cancellationToken: cancel))).Select(static row => row.ToWebhook())];

    /// <summary>The deliveries for which a condition holds.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="query">What follows the table; and whether the bodies are read too.</param>
    /// <param name="values">The values in it.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<IReadOnlyList<Delivery>> ListDeliveriesAsync(DbConnection connection, (string Condition, bool WithBody) query, object values, CancellationToken cancel)
    {
        var sql = $"{DeliverySql}{(query.WithBody ? ", body" : "")} from webhook_deliveries {query.Condition}";
        return [.. (await connection.QueryAsync<DeliveryRow>(new CommandDefinition(sql, values, cancellationToken: cancel))).Select(static row => row.ToDelivery())];
    }

    /// <summary>Categories as they are stored.</summary>
    public static string Write(ImmutableArray<EventCategory> categories) => string.Concat(categories.Select(static one => one.Slug + ","));

    private sealed record HookRow
    {
        public long Id { get; init; }
        public long Project { get; init; }
        public string Url { get; init; } = "";
        public string Secret { get; init; } = "";
        public string Categories { get; init; } = "";
        public long? CreatedBy { get; init; }
        public long CreatedAt { get; init; }
        public long Position { get; init; }

        public Webhook ToWebhook() => new()
        {
            Id = Id, Project = Project, Url = Url, Secret = Secret, CreatedBy = CreatedBy, CreatedAt = Micros.ToTime(CreatedAt), Position = Position,
            Categories = [.. Categories.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static slug => EventCategories.TryParse(slug, out var one) ? one : (EventCategory?)null).OfType<EventCategory>()],
        };
    }

    private sealed record DeliveryRow
    {
        public long Id { get; init; }
        public long Webhook { get; init; }
        public long? Event { get; init; }
        public string Category { get; init; } = "";
        public string Key { get; init; } = "";
        public long State { get; init; }
        public long CreatedAt { get; init; }
        public long Since { get; init; }
        public long DueAt { get; init; }
        public long Attempts { get; init; }
        public long? Status { get; init; }
        public string? Said { get; init; }
        public long? EndedAt { get; init; }
        public byte[]? Body { get; init; }

        public Delivery ToDelivery() => new(Id, Webhook, new((DeliveryState)State, Micros.ToTime(Since), (int)Attempts) { DueAt = Micros.ToTime(DueAt), Status = (int?)Status, Said = Said ?? "" })
        {
            Event = Event, Category = Category, Key = Key, CreatedAt = Micros.ToTime(CreatedAt), EndedAt = EndedAt is { } at ? Micros.ToTime(at) : null, Body = Body,
        };
    }
}
