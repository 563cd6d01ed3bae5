using System.Collections.Immutable;
using System.Text;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>A webhook as data, without its secret.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Project">The link name of its project.</param>
/// <param name="Url">Where it is told.</param>
/// <param name="Categories">Of what it is told; empty: of all.</param>
/// <param name="Created">When it was made.</param>
public sealed record WebhookView(long Id, string Project, string Url, ImmutableArray<string> Categories, DateTimeOffset Created)
{
    /// <summary>Its last deliveries; null where they were not asked for.</summary>
    public ImmutableArray<DeliveryView>? Deliveries { get; init; }

    /// <summary>Its secret, which is shown when it is made; null afterwards.</summary>
    public string? Secret { get; init; }

    /// <summary>The data of a webhook.</summary>
    public static WebhookView From(Webhook webhook, string project) => new(webhook.Id, project, webhook.Url, [.. webhook.Categories.Select(static one => one.Slug)], webhook.CreatedAt);
}

/// <summary>A delivery as data.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Delivery">The id that the receiver sees.</param>
/// <param name="Event">The event's number; null: a test.</param>
/// <param name="Category">What happened.</param>
/// <param name="State">How far it is.</param>
/// <param name="Attempts">How often it was tried.</param>
public sealed record DeliveryView(long Id, string Delivery, long? Event, string Category, string State, int Attempts)
{
    /// <summary>The status of the last answer, or null.</summary>
    public int? Status { get; init; }

    /// <summary>The first words of the last answer, or what was in the way.</summary>
    public string Said { get; init; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When it is tried next, or null.</summary>
    public DateTimeOffset? Next { get; init; }

    /// <summary>What is sent, as text; null in lists.</summary>
    public string? Body { get; init; }

    /// <summary>The data of a delivery.</summary>
    public static DeliveryView From(Delivery delivery) => new(delivery.Id, delivery.Key, delivery.Event, delivery.Category, delivery.Standing.State.Slug, delivery.Standing.Attempts)
    {
        Status = delivery.Standing.Status, Said = delivery.Standing.Said, Created = delivery.CreatedAt,
        Next = delivery.Standing.State == DeliveryState.Waiting ? delivery.Standing.DueAt : null,
        Body = delivery.Body.IsEmpty ? null : Encoding.UTF8.GetString(delivery.Body.Span),
    };
}
