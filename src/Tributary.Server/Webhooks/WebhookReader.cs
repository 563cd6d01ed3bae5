using Tributary.Store;

namespace Tributary.Server;

/// <summary>Reads webhooks for the maintainers of their project.</summary>
public sealed class WebhookReader(ProjectNames names, WebhookQueries webhooks, TimeProvider clock)
{
    private const int PageDeliveries = 50;

    /// <summary>The webhooks of a project.</summary>
    /// <returns>The model; null where there is no such project, or he who asks may not see them.</returns>
    public async Task<WebhooksModel?> ListAsync(string name, Visitor visitor, CancellationToken cancel)
    {
        if (await names.FindAsync(name, cancel) is not { } project || !visitor.MayChangeProject(project.Id)) return null;
        return new(project, [.. await webhooks.ListAsync(project.Id, cancel)], clock.GetUtcNow());
    }

    /// <summary>A webhook with its last deliveries.</summary>
    /// <param name="name">The project's name.</param>
    /// <param name="id">The webhook's number.</param>
    /// <param name="before">The delivery that the page begins after; null at first.</param>
    /// <param name="visitor">Who asks.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The model; null where there is none that he may see.</returns>
    public async Task<WebhookModel?> FindAsync(string name, long id, long? before, Visitor visitor, CancellationToken cancel)
    {
        if (await names.FindAsync(name, cancel) is not { } project || !visitor.MayChangeProject(project.Id)) return null;
        if (await webhooks.FindAsync(id, cancel) is not { } webhook || webhook.Project != project.Id) return null;
        var page = await webhooks.ListDeliveriesAsync(id, before, PageDeliveries + 1, cancel);
        return new(project, webhook, [.. page.Take(PageDeliveries)], page.Count > PageDeliveries, clock.GetUtcNow());
    }
}
