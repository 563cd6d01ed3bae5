using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Makes and revokes tokens: of oneself, or of anybody for administrators.</summary>
public sealed class TokenStep(Database database)
{
    private const int MostCharacters = 100;

    /// <summary>Makes a token.</summary>
    /// <param name="user">The number of the user that it stands for.</param>
    /// <param name="label">What it is for; may be empty.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>How it ended, and the token when it is done. It can be seen only now.</returns>
    public async Task<(WorkOutcome Outcome, IssuedToken? Token)> IssueAsync(long user, string label, WorkActor actor, CancellationToken cancel)
    {
        IssuedToken? issued = null;
        var outcome = await WorkTransaction.RunAsideAsync(database, async write =>
        {
            if (await new UserStore(write).FindAsync(user, cancel) is not { } found) return new WorkOutcome.NotFound();
            if (!IsAllowed(actor, user)) return new WorkOutcome.Refused("Only the user himself may make a token.");
            if (!found.IsActive) return new WorkOutcome.Conflict($"{found.Username} is disabled, and a token would be refused.");
            if (FieldRules.Check("label", label, MostCharacters) is { } wrong) return wrong;
            issued = await new TokenStore(write).IssueAsync(user, label, actor.At, cancel);
            return new WorkOutcome.Done(issued.Id);
        }, cancel);
        return (outcome, outcome is WorkOutcome.Done ? issued : null);
    }

    /// <summary>Makes a token worthless, at once.</summary>
    /// <param name="token">Its number.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task<WorkOutcome> RevokeAsync(long token, WorkActor actor, CancellationToken cancel) => WorkTransaction.RunAsideAsync(database, async write =>
    {
        var store = new TokenStore(write);
        if (await store.FindUserAsync(token, cancel) is not { } user || !IsAllowed(actor, user)) return new WorkOutcome.NotFound();
        await store.RevokeAsync(token, cancel);
        return new WorkOutcome.Done(token);
    }, cancel);

    private static bool IsAllowed(WorkActor actor, long user) =>
        actor.User is { } who ? who.IsActive && (who.IsAdmin || who.Id == user) : actor.Door == Door.CommandLine;
}
