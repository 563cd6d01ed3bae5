using System.Security.Cryptography;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Makes and removes the webhooks of a project, for its maintainers.</summary>
/// <param name="database">The store.</param>
/// <param name="policy">Where webhooks may be.</param>
/// <param name="site">Scheme and host of the addresses in what is sent.</param>
public sealed class WebhookStep(Database database, WebhookPolicy policy, string site)
{
    private const int SecretBytes = 24;
    private const int ShortestSecret = 12;
    private const int LongestSecret = 200;

    private static readonly WorkOutcome.Refused NotHis = new("Only its maintainers may see and change the webhooks of a project.");

    /// <summary>A secret that nobody guesses.</summary>
    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>Makes a webhook, which is told of what happens from now on.</summary>
    /// <param name="webhook">It.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task<WorkOutcome> AddAsync(Webhook webhook, WorkActor actor, CancellationToken cancel) => WorkTransaction.RunAsync(database, async write =>
    {
        if (await new ProjectQueries(database).FindAsync(webhook.Project, cancel) is null) return new WorkOutcome.NotFound();
        if (!WorkRules.MayChangeProject(actor.RolesIn(webhook.Project))) return NotHis;
        if (policy.Refuse(webhook.Url) is { } refusal) return new WorkOutcome.Invalid("url", refusal);
        if (webhook.Secret.Length is < ShortestSecret or > LongestSecret) return new WorkOutcome.Invalid("secret", "A secret has 12 to 200 characters.");
        var store = new WebhookStore(write);
        var id = await store.AddAsync(webhook with { CreatedBy = actor.User?.Id, CreatedAt = actor.At }, cancel);
        if ((await new WebhookQueries(database).ListAsync(webhook.Project, cancel)).Count >= WebhookQueries.Most) return new WorkOutcome.Conflict($"A project has at most {WebhookQueries.Most} webhooks.");
        await NoteAsync(write, webhook, actor, isThere: true, cancel);
        return new WorkOutcome.Done(id);
    }, cancel);

    /// <summary>Removes a webhook with its deliveries.</summary>
    public Task<WorkOutcome> RemoveAsync(long id, WorkActor actor, CancellationToken cancel) => RunAsync(id, actor, async (write, webhook) =>
    {
        await new WebhookStore(write).RemoveAsync(id, cancel);
        await NoteAsync(write, webhook, actor, isThere: false, cancel);
        return new WorkOutcome.Done(id);
    }, cancel);

    /// <summary>Sends a webhook an event that did not happen.</summary>
    /// <returns>Done with the number of the delivery.</returns>
    public Task<WorkOutcome> TestAsync(long id, WorkActor actor, CancellationToken cancel) => RunAsync(id, actor, async (write, webhook) =>
    {
        var writing = new EventWriting(await ProjectCatalog.ReadAsync(database, new(new(database)), cancel), site);
        var test = new NewDelivery(Event: null, "test", WebhookPlanner.NewKey(), writing.WriteTest(webhook.Project, actor.At));
        return new WorkOutcome.Done(await new WebhookStore(write).AddDeliveryAsync(id, test, actor.At, cancel));
    }, cancel);

    /// <summary>Sends a delivery again, with the id that it had.</summary>
    public async Task<WorkOutcome> RetryAsync(long delivery, WorkActor actor, CancellationToken cancel)
    {
        if (await new WebhookQueries(database).FindDeliveryAsync(delivery, cancel) is not { } found) return new WorkOutcome.NotFound();
        return await RunAsync(found.Webhook, actor, async (write, _) => await new WebhookStore(write).RetryAsync(delivery, actor.At, cancel) ? new WorkOutcome.Done(delivery)
            : new WorkOutcome.Conflict("It is being sent."), cancel);
    }

    private Task<WorkOutcome> RunAsync(long id, WorkActor actor, Func<WriteTransaction, Webhook, Task<WorkOutcome>> change, CancellationToken cancel) =>
        WorkTransaction.RunAsync(database, async write =>
        {
            if (await new WebhookStore(write).FindAsync(id, cancel) is not { } webhook) return new WorkOutcome.NotFound();
            return WorkRules.MayChangeProject(actor.RolesIn(webhook.Project)) ? await change(write, webhook) : NotHis;
        }, cancel);

    // The path of an address may be a secret of its own: the event names the host.
    private static Task<long> NoteAsync(WriteTransaction write, Webhook webhook, WorkActor actor, bool isThere, CancellationToken cancel)
    {
        var text = $"webhook: {new Uri(webhook.Url).GetLeftPart(UriPartial.Authority)}";
        NewEvent happened = new() { Category = EventCategory.ProjectChanged, Before = isThere ? null : text, After = isThere ? text : null };
        return new EventStore(write, webhook.Project).AddAsync([happened], actor.Origin, cancel);
    }
}
