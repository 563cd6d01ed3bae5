using Microsoft.AspNetCore.Http;

namespace Tributary.Server;

/// <summary>
/// Lets people have letters written, so many and no more: those who ask too often are told; that an address has had its letters is not, so that nothing is learned
/// from it.
/// </summary>
internal sealed class LetterDesk(ConfirmationStep confirmations, Attempts attempts)
{
    /// <summary>Writes to an address how to make an account or choose a new password.</summary>
    public Task<WorkOutcome> AskAsync(HttpContext context, string address, bool wantsReset, CancellationToken cancel) =>
        AskAsync(context, address, () => confirmations.AskAsync(address, wantsReset, cancel));

    /// <summary>Writes to an address that somebody wants to add to his account.</summary>
    public Task<WorkOutcome> AskAddressAsync(HttpContext context, string address, WorkActor actor, CancellationToken cancel) =>
        AskAsync(context, address, () => confirmations.AskAddressAsync(address, actor, cancel));

    private async Task<WorkOutcome> AskAsync(HttpContext context, string address, Func<Task<WorkOutcome>> ask)
    {
        if (AccountRules.FindFaultInEmail(address.ToLowerInvariant()) is { } fault) return new WorkOutcome.Invalid("email", fault);
        if (!attempts.TryNote(AttemptRule.LetterFrom, Attempts.NetworkOf(context))) return new WorkOutcome.Conflict("That was asked too often from your network: wait an hour, and ask again.");
        return attempts.TryNote(AttemptRule.LetterTo, address) ? await ask() : new WorkOutcome.Done(0);
    }
}
