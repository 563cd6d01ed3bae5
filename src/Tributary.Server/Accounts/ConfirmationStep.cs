using System.Security.Cryptography;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// What is done by links in mail: making an account, choosing a new password, adding an address. Who asks learns nothing of what accounts there are:
/// the answer is the same, and so is the work, only the letter differs.
/// </summary>
internal sealed class ConfirmationStep(Database database, Outbox outbox, SiteAddress site, TimeProvider clock)
{
    /// <summary>Writes to an address: how to make an account, or how to choose a new password for the one it has.</summary>
    /// <param name="typed">The address as somebody typed it; a right one.</param>
    /// <param name="wantsReset">A new password is asked for; else an account.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task<WorkOutcome> AskAsync(string typed, bool wantsReset, CancellationToken cancel) => WorkTransaction.RunAsideAsync(database, async write =>
    {
        var address = typed.ToLowerInvariant();
        if (AccountRules.FindFaultInEmail(address) is { } fault) return new WorkOutcome.Invalid("email", fault);
        var user = await new UserStore(write).FindByAddressAsync(address, cancel);
        var purpose = user is null ? ConfirmationPurpose.Register : ConfirmationPurpose.Reset;
        var secret = await new ConfirmationStore(write).AddAsync(new(purpose, user?.Id, address), clock.GetUtcNow(), cancel);
        var link = site.Of(user is null ? Addresses.FinishWith(secret) : Addresses.ChoosePasswordWith(secret));
        var letter = user is null ? AccountLetter.ToStranger(wantsReset, link) : AccountLetter.ToUser(user, wantsReset, link);
        await PutAsync(write, letter, address, user, cancel);
        return new WorkOutcome.Done(0);
    }, cancel);

    /// <summary>Makes an account by a link.</summary>
    /// <param name="secret">The secret of the link.</param>
    /// <param name="username">What it is to be called.</param>
    /// <param name="edit">Names and password; the address is that of the link.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Done with its number; not found where the link is none, or used, or too old.</returns>
    public Task<WorkOutcome> RegisterAsync(string secret, string username, AccountEdit edit, CancellationToken cancel) => WorkTransaction.RunAsideAsync(database, async write =>
    {
        var now = clock.GetUtcNow();
        var (store, confirmations) = (new UserStore(write), new ConfirmationStore(write));
        var id = await store.TakeIdAsync(cancel);
        if (await confirmations.TakeAsync(secret, ConfirmationPurpose.Register, now, cancel) is not { } confirmation) return new WorkOutcome.NotFound();
        if (AccountRules.FindFaultInNewName(username) is { } fault) return new WorkOutcome.Invalid("username", fault);
        if (edit.FindFault() is { } wrong) return wrong;
        var user = edit.ApplyTo(new() { Id = id, Username = username, Email = confirmation.Address, CreatedAt = now });
        if (await store.FindClashAsync(user, cancel) is { } clash)
            return clash.IsEmail ? new WorkOutcome.NotFound() : new WorkOutcome.Invalid("username", $"there is a user {clash.Username} already");
        await store.AddAsync(user, cancel);
        await confirmations.ForgetAsync(confirmation.Address, cancel);
        return new WorkOutcome.Done(id);
    }, cancel);

    /// <summary>Sets a new password by a link: all sessions end, and all other links are worthless.</summary>
    /// <returns>Done with the number of the user; not found where the link is none, or used, or too old.</returns>
    public Task<WorkOutcome> ResetAsync(string secret, string password, CancellationToken cancel)
    {
        if (AccountRules.FindFaultInPassword(password) is { } fault) return Task.FromResult<WorkOutcome>(new WorkOutcome.Invalid("password", fault));
        var hash = Passwords.Hash(password);
        return WorkTransaction.RunAsideAsync(database, async write =>
        {
            var confirmation = await new ConfirmationStore(write).TakeAsync(secret, ConfirmationPurpose.Reset, clock.GetUtcNow(), cancel);
            if (confirmation?.User is not { } id || await new UserStore(write).FindAsync(id, cancel) is not { } user) return new WorkOutcome.NotFound();
            await PasswordStep.SaveAsync(write, user with { Password = hash }, keep: null, cancel);
            await PutAsync(write, AccountLetter.OfChange(user, "a new password was chosen by a link that was sent to one of its addresses."), user.Email, user, cancel);
            return new WorkOutcome.Done(id);
        }, cancel);
    }

    /// <summary>Writes to an address that somebody wants to add to his account.</summary>
    public Task<WorkOutcome> AskAddressAsync(string typed, WorkActor actor, CancellationToken cancel) => WorkTransaction.RunAsideAsync(database, async write =>
    {
        if (actor.User is not { IsActive: true } user) return new WorkOutcome.Refused("Only those who signed in may do this.");
        var address = typed.ToLowerInvariant();
        if (AccountRules.FindFaultInEmail(address) is { } fault) return new WorkOutcome.Invalid("email", fault);
        if (user.Owns(address)) return new WorkOutcome.Conflict($"{address} is yours already.");
        var owner = await new AddressStore(write).FindOwnerAsync(address, cancel);
        var secret = await new ConfirmationStore(write).AddAsync(new(ConfirmationPurpose.Address, user.Id, address), actor.At, cancel);
        var letter = owner is null ? AccountLetter.ToNewAddress(user, site.Of(Addresses.ConfirmAddressWith(secret))) : AccountLetter.ToTakenAddress(user, owner);
        await PutAsync(write, letter, address, user, cancel);
        return new WorkOutcome.Done(user.Id);
    }, cancel);

    /// <summary>Adds an address by a link, to the account that asked for it: whoever follows the link must be signed in as that user.</summary>
    public Task<WorkOutcome> ConfirmAddressAsync(string secret, WorkActor actor, CancellationToken cancel) => WorkTransaction.RunAsideAsync(database, async write =>
    {
        var (addresses, confirmations) = (new AddressStore(write), new ConfirmationStore(write));
        await addresses.LockAsync(cancel);
        var confirmation = await confirmations.TakeAsync(secret, ConfirmationPurpose.Address, actor.At, cancel);
        if (actor.User is not { IsActive: true } user || confirmation is null || confirmation.User != user.Id) return new WorkOutcome.NotFound();
        if (await addresses.FindOwnerAsync(confirmation.Address, cancel) is { } owner) return new WorkOutcome.Conflict($"{confirmation.Address} belongs to {owner}.");
        await addresses.AddAsync(user.Id, confirmation.Address, actor.At, cancel);
        await confirmations.ForgetAsync(confirmation.Address, cancel);
        await PutAsync(write, AccountLetter.OfChange(user, $"{confirmation.Address} was added to its addresses."), user.Email, user, cancel);
        return new WorkOutcome.Done(user.Id);
    }, cancel);

    private Task<bool> PutAsync(WriteTransaction write, AccountLetter letter, string address, User? user, CancellationToken cancel) =>
        outbox.PutAsync(write, letter.To(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)), address, user), cancel);
}
