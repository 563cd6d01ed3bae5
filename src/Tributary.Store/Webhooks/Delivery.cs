using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>One event on its way to a webhook.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Webhook">The webhook's number.</param>
/// <param name="Standing">How far it is.</param>
public sealed record Delivery(long Id, long Webhook, DeliveryStanding Standing)
{
    /// <summary>The event's number; null: a test.</summary>
    public long? Event { get; init; }

    /// <summary>What happened, as a slug; <c>test</c> for a test.</summary>
    public required string Category { get; init; }

    /// <summary>The id by which a receiver knows what it has already.</summary>
    public required string Key { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was delivered or given up, or null.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What is sent; empty in lists.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}

/// <summary>A delivery before it is stored.</summary>
/// <param name="Event">The event's number; null: a test.</param>
/// <param name="Category">What happened, as a slug.</param>
/// <param name="Key">The id by which a receiver knows what it has already.</param>
/// <param name="Body">What is sent.</param>
public sealed record NewDelivery(long? Event, string Category, string Key, byte[] Body);
