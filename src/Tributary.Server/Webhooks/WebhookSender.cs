using System.Data.Common;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Tells webhooks what happened. Any number of servers may do so at once: each delivery is claimed before.</summary>
/// <param name="database">Where events and webhooks are.</param>
/// <param name="way">How webhooks are called.</param>
/// <param name="clock">By which deliveries are due.</param>
public sealed class WebhookSender(Database database, WebhookWay way, TimeProvider clock)
{
    private const int AtOnce = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PauseBeforeNoting = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan PruneEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    private readonly DeliveryClaims _claims = new(database);
    private readonly WebhookQueries _webhooks = new(database);
    private readonly WebhookPlanner _planner = new(database, new(new(database)), way.Site);
    private DateTimeOffset _pruned;

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(SiteStatus status, CancellationToken cancel)
    {
        using var client = new WebhookClient(way.Policy, way.Patience);
        await Task.WhenAll([RunAsync(() => PlanAsync(cancel), cancel), .. Enumerable.Range(0, AtOnce).Select(_ => RunAsync(() => SendOneAsync(client, cancel), cancel))]);
    }

    /// <summary>Plans what is to be told, and removes what was told long ago.</summary>
    /// <returns>False when all is planned.</returns>
    internal async Task<bool> PlanAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (now - _pruned > PruneEvery)
        {
            await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
            await new WebhookStore(write).PruneAsync(now - Kept, cancel);
            await write.CommitAsideAsync(cancel);
            _pruned = now;
        }

        return await _planner.PlanAsync(now, cancel);
    }

    /// <summary>Sends the delivery that is due first.</summary>
    /// <returns>False when none is due.</returns>
    internal async Task<bool> SendOneAsync(WebhookClient client, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await _claims.FindNextAsync(cancel) is not { } due) return false;
        await _claims.LapseAsync(ClaimHolder.IsGone, now, cancel);
        if (due > now && await _claims.FindNextAsync(cancel) > now) return false;
        var claim = ClaimHolder.NewClaim();
        if (await _claims.ClaimAsync(claim, now, now + (way.Patience * 3), cancel) is not { } delivery) return false;
        await SendAsync(client, delivery, claim, cancel);
        return true;
    }

    private async Task SendAsync(WebhookClient client, Delivery delivery, string claim, CancellationToken cancel)
    {
        DeliveryAnswer answer;
        try
        {
            answer = await _webhooks.FindAsync(delivery.Webhook, cancel) is { } webhook ? await client.SendAsync(webhook, delivery, clock.GetUtcNow(), cancel)
                : new(Status: null, "the webhook was removed", IsForbidden: true);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await _claims.ReleaseAsync(delivery.Id, claim, clock.GetUtcNow(), CancellationToken.None);
            throw;
        }

        var standing = delivery.Standing.After(answer, way.Retries, clock.GetUtcNow(), Random.Shared.NextDouble());
        await SettleAsync(delivery.Id, claim, standing);
        if (standing.State == DeliveryState.Waiting && answer.Status is null or 429 or 503) await _claims.DeferAsync(delivery.Webhook, standing.DueAt, cancel);
    }

    // It is noted though the server stops, and though the database is away for a while: who was told must not be told again.
    private async Task SettleAsync(long id, string claim, DeliveryStanding standing)
    {
        while (true)
        {
            try
            {
                await _claims.SettleAsync(id, claim, standing, clock.GetUtcNow(), CancellationToken.None);
                return;
            }
            catch (Exception failure) when (failure is DatabaseException or DbException)
            {
                await Task.Delay(PauseBeforeNoting, clock, CancellationToken.None);
            }
        }
    }

    private async Task RunAsync(Func<Task<bool>> work, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                while (await work()) cancel.ThrowIfCancellationRequested();
                await Task.Delay(Pause, clock, cancel);
            }
            catch (Exception failure) when (failure is DatabaseException or DbException)
            {
                await Task.Delay(PauseAfterFault, clock, cancel);
            }
        }
    }
}
