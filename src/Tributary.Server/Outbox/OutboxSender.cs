using System.Data.Common;
using Tributary.Git;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Sends what is due in the outbox. Any number of servers may do so at once: each letter is claimed before, the claim is renewed while it is sent, and a
/// letter leaves only as long as the claim holds.
/// </summary>
/// <param name="database">Where the outbox is.</param>
/// <param name="mail">How mail goes out.</param>
/// <param name="clock">By which letters are due.</param>
public sealed class OutboxSender(Database database, MailOut mail, TimeProvider clock)
{
    private const int AtOnce = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Shorter than the pause after a fault, so that who knows what became of a letter says so before others take it.
    private static readonly TimeSpan PauseBeforeNoting = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(3);

    private readonly OutboxClaims _claims = new(database);

    /// <summary>How long a claim holds unless it is renewed, which it is three times in that.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Where people reach the site, without a last slash, for letters that commands beside the server write; empty where that is not known.</summary>
    public string Site { get; init; } = "";

    /// <summary>Runs until it is cancelled.</summary>
    public Task RunAsync(SiteStatus status, CancellationToken cancel) => Task.WhenAll([TellSenderAsync(cancel), .. Enumerable.Range(0, AtOnce).Select(_ => RunAsync(cancel))]);

    /// <summary>Sends the letter that is due first.</summary>
    /// <returns>False when none is due.</returns>
    public async Task<bool> SendOneAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await _claims.FindNextAsync(cancel) is not { } due) return false;
        await _claims.LapseAsync(ClaimHolder.IsGone, now, cancel);
        if (due > now && await _claims.FindNextAsync(cancel) > now) return false;
        var claim = ClaimHolder.NewClaim();
        if (await _claims.ClaimAsync(claim, now, now + Lease, cancel) is not { } letter) return false;
        await SendAsync(letter, claim, cancel);
        return true;
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                while (await SendOneAsync(cancel)) cancel.ThrowIfCancellationRequested();
                await Task.Delay(Pause, clock, cancel);
            }
            catch (Exception failure) when (failure is DatabaseException or DbException)
            {
                // The database is away for a while: the letters are in it, and their claims lapse.
                await Task.Delay(PauseAfterFault, clock, cancel);
            }
        }
    }

    // Commands beside the server write letters too, and are not told who they are from.
    private async Task TellSenderAsync(CancellationToken cancel)
    {
        while (mail.Identity.IsSet)
        {
            try
            {
                await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
                await new OutboxStore(write).SetSenderAsync(mail.Identity.From, Site, cancel);
                await write.CommitAsideAsync(cancel);
                return;
            }
            catch (Exception failure) when (failure is DatabaseException or DbException)
            {
                await Task.Delay(PauseAfterFault, clock, cancel);
            }
        }
    }

    private async Task SendAsync(OutboxLetter letter, string claim, CancellationToken cancel)
    {
        using var ended = new CancellationTokenSource();
        var renewing = RenewAsync(letter.Id, claim, ended.Token);
        try
        {
            var outcome = await TransportAsync(letter, claim, cancel);
            var standing = letter.Standing.After(outcome, mail.Retries, clock.GetUtcNow(), Random.Shared.NextDouble());

            if (await SettleAsync(letter.Id, claim, standing)) mail.Transport.Forget(letter);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await _claims.ReleaseAsync(letter.Id, claim, clock.GetUtcNow(), CancellationToken.None);
            throw;
        }
        finally
        {
            await ended.CancelAsync();
            await renewing;
        }
    }

    // It is noted though the server stops, and though the database is away for a while: who was sent the letter must not be sent it again.
    private async Task<bool> SettleAsync(LetterId id, string claim, LetterStanding standing)
    {
        while (true)
        {
            try
            {
                return await _claims.SettleAsync(id, claim, standing, clock.GetUtcNow(), CancellationToken.None);
            }
            catch (Exception failure) when (failure is DatabaseException or DbException)
            {
                await Task.Delay(PauseBeforeNoting, clock, CancellationToken.None);
            }
        }
    }

    private async Task<SendOutcome> TransportAsync(OutboxLetter letter, string claim, CancellationToken cancel)
    {
        if (letter.Waiting.IsEmpty) return new SendOutcome.Answered([]);
        if (mail.Identity.IsSet && letter.Sender == MailIdentity.Unset.From.Address)
            return new SendOutcome.Impossible("it was written before an address to send from was configured (--mail-from)");
        try
        {
            if (letter.HandedAt is not null && await mail.Transport.FindHandedAsync(letter, cancel) is { } known) return known;
            return await mail.Transport.SendAsync(letter, () => _claims.HandOverAsync(letter.Id, claim, clock.GetUtcNow(), CancellationToken.None), cancel);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or GitException)
        {
            return new SendOutcome.Postponed(failure.Message);
        }
    }

    private async Task RenewAsync(LetterId id, string claim, CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Lease / 3, clock, cancel);
                await _claims.RenewAsync(id, claim, clock.GetUtcNow() + Lease, cancel);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or DatabaseException or DbException)
        {
            // The letter is settled; or the database is away, and handing over will fail as well.
        }
    }
}
