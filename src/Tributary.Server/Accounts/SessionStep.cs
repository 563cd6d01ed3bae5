using Tributary.Store;

namespace Tributary.Server;

/// <summary>Ends sessions: one's own, or anybody's for administrators.</summary>
public sealed class SessionStep(Database database)
{
    /// <summary>Ends one of one's own.</summary>
    /// <param name="session">Its number.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task<WorkOutcome> EndAsync(long session, WorkActor actor, CancellationToken cancel) => WorkTransaction.RunAsideAsync(database, async write =>
        actor.User is { IsActive: true } user && await new SessionStore(write).EndAsync(session, user.Id, cancel) ? new WorkOutcome.Done(session) : new WorkOutcome.NotFound(), cancel);

    /// <summary>Ends all of a user.</summary>
    /// <param name="user">His number.</param>
    /// <param name="except">The number of the one that goes on, or null.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task<WorkOutcome> EndAllAsync(long user, long? except, WorkActor actor, CancellationToken cancel) => WorkTransaction.RunAsideAsync(database, async write =>
    {
        var isAllowed = actor.User is { } who ? who.IsActive && (who.IsAdmin || who.Id == user) : actor.Door == Workflow.Door.CommandLine;
        if (!isAllowed) return new WorkOutcome.Refused("Only the user himself may end his sessions.");
        return new WorkOutcome.Done(await new SessionStore(write).EndAllAsync(user, except, cancel));
    }, cancel);
}
