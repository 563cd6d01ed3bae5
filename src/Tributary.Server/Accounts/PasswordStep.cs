using System.Security.Cryptography;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Changes somebody's own password.</summary>
internal sealed class PasswordStep(Database database, Outbox outbox)
{
    /// <summary>Changes it: his other sessions end, and links that were sent to him are worthless.</summary>
    /// <param name="visitor">Who asks.</param>
    /// <param name="current">His password as it is; not looked at where he has none.</param>
    /// <param name="wanted">The new one.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task<WorkOutcome> ChangeAsync(Visitor visitor, string current, string wanted, CancellationToken cancel)
    {
        if (visitor.User is not { } asking) return Task.FromResult<WorkOutcome>(new WorkOutcome.Refused("Only those who signed in may do this."));
        if (asking.Password is not null && !Passwords.Verify(asking, current)) return Task.FromResult<WorkOutcome>(new WorkOutcome.Invalid("current", "This is not your password."));
        if (AccountRules.FindFaultInPassword(wanted) is { } fault) return Task.FromResult<WorkOutcome>(new WorkOutcome.Invalid("password", fault));

        // Hashing takes a while: nobody waits for it in a transaction.
        var hash = Passwords.Hash(wanted);
        return WorkTransaction.RunAsideAsync(database, async write =>
        {
            if (await new UserStore(write).FindAsync(asking.Id, cancel) is not { } user) return new WorkOutcome.NotFound();
            if (user.Password != asking.Password) return new WorkOutcome.Conflict("The password was changed meanwhile.");
            await SaveAsync(write, user with { Password = hash }, visitor.Session?.Id, cancel);
            var letter = AccountLetter.OfChange(user, "its password was changed.").To(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)), user.Email, user);
            await outbox.PutAsync(write, letter, cancel);
            return new WorkOutcome.Done(user.Id);
        }, cancel);
    }

    /// <summary>Writes an account with another password: its sessions end, and the links that were sent to it are worthless.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="user">The account.</param>
    /// <param name="keep">The number of the session that goes on, or null.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task SaveAsync(WriteTransaction write, User user, long? keep, CancellationToken cancel)
    {
        await new UserStore(write).SaveAsync(user, cancel);
        await new SessionStore(write).EndAllAsync(user.Id, keep, cancel);
        await new ConfirmationStore(write).ForgetAsync(user.Id, cancel);
    }
}
