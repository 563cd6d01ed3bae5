using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What the page of a project's webhooks shows.</summary>
/// <param name="Project">The project.</param>
/// <param name="Webhooks">Its webhooks, the oldest first.</param>
/// <param name="Now">When the page was made.</param>
public sealed record WebhooksModel(StoredProject Project, ImmutableArray<Webhook> Webhooks, DateTimeOffset Now);

/// <summary>What the page of a webhook shows.</summary>
/// <param name="Project">The project.</param>
/// <param name="Webhook">The webhook.</param>
/// <param name="Deliveries">Its last deliveries, the newest first.</param>
/// <param name="HasOlder">More follow.</param>
/// <param name="Now">When the page was made.</param>
public sealed record WebhookModel(StoredProject Project, Webhook Webhook, ImmutableArray<Delivery> Deliveries, bool HasOlder, DateTimeOffset Now)
{
    /// <summary>The address of the page that follows, or null.</summary>
    public string? OlderAddress() => HasOlder ? $"{Addresses.Webhook(Project.Name, Webhook.Id)}?before={Deliveries[^1].Id}" : null;
}
