using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Follows the events and notes which webhook is to be told of which: each of them once, whoever of several servers comes first.</summary>
/// <param name="database">Where events and webhooks are.</param>
/// <param name="names">The projects.</param>
/// <param name="site">Scheme and host of the addresses in what is sent.</param>
internal sealed class WebhookPlanner(Database database, ProjectNames names, string site)
{
    private const int Batch = 500;

    // History does not act: who imports an archive tells nobody of it.
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(7);

    /// <summary>Looks at the next events of the webhook that lags furthest behind.</summary>
    /// <returns>False when none lags behind.</returns>
    public async Task<bool> PlanAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await new WebhookQueries(database).FindBehindAsync(cancel) is not var (webhook, newest)) return false;
        var events = await new EventLog(database).ListAsync(new(webhook.Project, Category: null, Since: null), webhook.Position, Batch, cancel);
        var position = events.Count < Batch ? Math.Max(newest, events.Count == 0 ? 0 : events[^1].Id) : events[^1].Id;
        var told = events.Where(one => IsFresh(one) && (webhook.Categories.IsEmpty || webhook.Categories.Contains(one.Category))).ToList();
        var writing = told.Count == 0 ? null : new EventWriting(await ProjectCatalog.ReadAsync(database, names, cancel), site);
        var deliveries = told.ConvertAll(one => new NewDelivery(one.Id, one.Category.Slug, NewKey(), writing!.Write(one)));
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        var store = new WebhookStore(write);
        if ((await store.FindAsync(webhook.Id, cancel))?.Position != webhook.Position) return true;
        await store.PlanAsync(webhook.Id, position, deliveries, now, cancel);
        await write.CommitAsideAsync(cancel);
        return true;
    }

    /// <summary>An id by which a receiver knows what it has already.</summary>
    public static string NewKey() => Guid.NewGuid().ToString();

    private static bool IsFresh(EventListed happened) =>
        happened.Door != Door.Mail || (happened.Comment?.SentAt ?? happened.Patch?.SentAt ?? happened.Cover?.SentAt ?? happened.Series?.SentAt) is not { } sent || happened.At - sent < Fresh;
}
