using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Notes whether a reply was dealt with: for those who take part in the patch or cover letter, and for its writer.</summary>
public sealed class CommentStep(Database database)
{
    /// <summary>Marks a reply.</summary>
    /// <param name="comment">The reply's number.</param>
    /// <param name="target">The number of the patch or cover letter that it answers.</param>
    /// <param name="isAddressed">It was dealt with, or not; null: nothing is said.</param>
    /// <param name="actor">Who says so.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task<WorkOutcome> MarkAsync(long comment, long target, bool? isAddressed, WorkActor actor, CancellationToken cancel) =>
        WorkTransaction.RunAsync(database, async write =>
        {
            var (store, reader) = (new CommentStore(write), new WorkReader(write));
            if (await store.FindAsync(comment, cancel) is not { } found || (found.Patch ?? found.Cover) != target || found.Series is not { } id) return new WorkOutcome.NotFound();
            if (await reader.FindSeriesAsync(id, cancel) is not { } series) return new WorkOutcome.NotFound();
            var patch = found.Patch is { } number ? await reader.FindPatchAsync(number, cancel) : null;
            var isCommenter = actor.User is { IsActive: true } user && user.Owns(found.Sender);
            if (!WorkRules.MayMarkComment(actor.RolesOn(series, patch), isCommenter))
                return new WorkOutcome.Refused("Only those who take part may say whether a reply was dealt with.");
            if (found.IsAddressed == isAddressed) return new WorkOutcome.Done(comment);
            await store.MarkAsync(found, isAddressed, cancel);
            var marked = new NewEvent
            {
                Category = EventCategory.CommentAddressed, Comment = comment, Patch = found.Patch, Cover = found.Cover,
                Before = WordOf(found.IsAddressed), After = WordOf(isAddressed),
            };
            await new EventStore(write, found.Project).AddAsync([marked], actor.Origin, cancel);
            return new WorkOutcome.Done(comment);
        }, cancel);

    private static string? WordOf(bool? isAddressed) => isAddressed switch { null => null, true => "addressed", false => "unaddressed" };
}
