using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Makes and changes accounts: for administrators.</summary>
public sealed class AccountStep(Database database)
{
    /// <summary>Makes an account.</summary>
    /// <param name="username">What it is called.</param>
    /// <param name="edit">The rest; an address is needed.</param>
    /// <param name="actor">Who makes it.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Done with its number, or why not.</returns>
    public Task<WorkOutcome> AddAsync(string username, AccountEdit edit, WorkActor actor, CancellationToken cancel) => WorkTransaction.RunAsideAsync(database, async write =>
    {
        if (AccountRules.FindFaultInName(username) is { } fault) return new WorkOutcome.Invalid("username", fault);
        if (edit.Email is null) return new WorkOutcome.Invalid("email", "an account needs an address");
        var id = await new UserStore(write).TakeIdAsync(cancel);
        return await SaveAsync(write, (null, new() { Id = id, Username = username, Email = edit.Email, CreatedAt = actor.At }), edit, actor, cancel);
    }, cancel);

    /// <summary>Changes an account.</summary>
    /// <param name="username">What it is called.</param>
    /// <param name="edit">What changes.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task<WorkOutcome> ChangeAsync(string username, AccountEdit edit, WorkActor actor, CancellationToken cancel) => WorkTransaction.RunAsideAsync(database, async write =>
    {
        var store = new UserStore(write);
        if (await store.FindByNameAsync(username, cancel) is not { } named || await store.FindAsync(named.Id, cancel) is not { } found) return new WorkOutcome.NotFound();
        if (edit.Email is not null) await store.LockAddressesAsync(cancel);
        return await SaveAsync(write, (found, found), edit, actor, cancel);
    }, cancel);

    private async Task<WorkOutcome> SaveAsync(WriteTransaction write, (User? Stored, User Start) user, AccountEdit edit, WorkActor actor, CancellationToken cancel)
    {
        if (!IsAllowed(actor)) return new WorkOutcome.Refused("Only administrators make and change accounts.");
        if (edit.FindFault() is { } fault) return fault;
        if (edit.Email is not null || !edit.AddsAddresses.IsEmpty) await new AddressStore(write).LockAsync(cancel);
        var (store, after) = (new UserStore(write), edit.ApplyTo(user.Start));
        if (await store.FindClashAsync(after, cancel) is { } clash)
            return clash.IsEmail ? new WorkOutcome.Invalid("email", $"{after.Email} is the address of {clash.Username}") : new WorkOutcome.Invalid("username", $"there is a user {clash.Username} already");
        if (actor.User?.Id == after.Id && after is not { IsActive: true, IsAdmin: true }) return new WorkOutcome.Conflict("Nobody takes that from himself: another administrator may.");
        if (user.Stored is null) await store.AddAsync(after, cancel);
        else if (edit.Password is not null) await PasswordStep.SaveAsync(write, after, keep: null, cancel);
        else await store.SaveAsync(after, cancel);
        if (await ChangeAddressesAsync(write, after, edit, actor, cancel) is { } taken) return taken;
        if (edit.EndsSessions) await new SessionStore(write).EndAllAsync(after.Id, except: null, cancel);
        if (await FindLackingProjectAsync(edit, cancel) is { } lacking) return lacking;
        foreach (var project in edit.Maintains.Except(user.Start.Maintains)) await MaintainAsync(write, (project, after), isMaintainer: true, actor, cancel);
        foreach (var project in edit.Leaves.Intersect(user.Start.Maintains)) await MaintainAsync(write, (project, after), isMaintainer: false, actor, cancel);
        return new WorkOutcome.Done(after.Id);
    }

    private static async Task<WorkOutcome.Invalid?> ChangeAddressesAsync(WriteTransaction write, User user, AccountEdit edit, WorkActor actor, CancellationToken cancel)
    {
        var store = new AddressStore(write);

        // What was one of the others may have become the first.
        await store.RemoveAsync(user.Id, user.Email, cancel);
        foreach (var address in edit.DropsAddresses.Select(static address => address.ToLowerInvariant()))
        {
            if (!await store.RemoveAsync(user.Id, address, cancel)) return new("remove-address", $"{address} is not among the other addresses of {user.Username}");
        }

        foreach (var address in edit.AddsAddresses.Select(static address => address.ToLowerInvariant()))
        {
            if (AccountRules.FindFaultInEmail(address) is { } fault) return new("add-address", fault);
            if (await store.FindOwnerAsync(address, cancel) is { } owner) return new("add-address", $"{address} is the address of {owner}");
            await store.AddAsync(user.Id, address, actor.At, cancel);
        }

        return null;
    }

    private async Task<WorkOutcome.Invalid?> FindLackingProjectAsync(AccountEdit edit, CancellationToken cancel)
    {
        foreach (var project in edit.Maintains)
        {
            if (await new ProjectQueries(database).FindAsync(project, cancel) is null) return new("maintainer", "there is no such project");
        }

        return null;
    }

    private static async Task MaintainAsync(WriteTransaction write, (long Project, User User) who, bool isMaintainer, WorkActor actor, CancellationToken cancel)
    {
        await new UserStore(write).SetMaintainerAsync(who.Project, who.User.Id, isMaintainer, cancel);
        var name = who.User.Username;
        var changed = new NewEvent { Category = EventCategory.MaintainerChanged, Before = isMaintainer ? null : name, After = isMaintainer ? name : null };
        await new EventStore(write, who.Project).AddAsync([changed], actor.Origin, cancel);
    }

    private static bool IsAllowed(WorkActor actor) => actor.User is { } user ? user is { IsActive: true, IsAdmin: true } : actor.Door == Door.CommandLine;
}
