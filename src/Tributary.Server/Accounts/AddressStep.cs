using Tributary.Store;

namespace Tributary.Server;

/// <summary>Changes the addresses of an account: one's own, or anybody's for administrators. Adding one takes a letter: <see cref="ConfirmationStep"/>.</summary>
public sealed class AddressStep(Database database)
{
    /// <summary>Takes an address away.</summary>
    public Task<WorkOutcome> RemoveAsync(long user, string typed, WorkActor actor, CancellationToken cancel) => RunAsync(user, actor, async (store, found) =>
    {
        var address = typed.ToLowerInvariant();
        if (found.Email == address) return new WorkOutcome.Conflict("The first address stays: make another one the first before.");
        return await store.RemoveAsync(user, address, cancel) ? new WorkOutcome.Done(user) : new WorkOutcome.NotFound();
    }, cancel);

    /// <summary>Makes an address the first, to which mail goes.</summary>
    public Task<WorkOutcome> MakeFirstAsync(long user, string typed, WorkActor actor, CancellationToken cancel) => RunAsync(user, actor, async (store, found) =>
        found.Email.Equals(typed, StringComparison.OrdinalIgnoreCase) || await store.MakeFirstAsync(found, typed.ToLowerInvariant(), actor.At, cancel)
            ? new WorkOutcome.Done(user) : new WorkOutcome.NotFound(), cancel);

    private Task<WorkOutcome> RunAsync(long user, WorkActor actor, Func<AddressStore, User, Task<WorkOutcome>> change, CancellationToken cancel) =>
        WorkTransaction.RunAsideAsync(database, async write =>
        {
            var isAllowed = actor.User is { } who ? who.IsActive && (who.IsAdmin || who.Id == user) : actor.Door == Workflow.Door.CommandLine;
            if (!isAllowed) return new WorkOutcome.Refused("Only the user himself may change his addresses.");
            var store = new AddressStore(write);
            await store.LockAsync(cancel);
            return await new UserStore(write).FindAsync(user, cancel) is { } found ? await change(store, found) : new WorkOutcome.NotFound();
        }, cancel);
}
