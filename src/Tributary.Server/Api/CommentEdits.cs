using Tributary.Store;

namespace Tributary.Server;

/// <summary>Takes in what clients say of a comment.</summary>
internal sealed class CommentEdits(CommentStep step)
{
    /// <summary>The field that is taken: whether it was dealt with, or null.</summary>
    public const string Field = "addressed";

    /// <summary>Marks a comment.</summary>
    /// <param name="comment">The comment.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="isPartial">True for PATCH.</param>
    /// <param name="done">Shows the comment as it is then.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<ApiAnswer> RunAsync(CommentListed comment, ApiRequest request, bool isPartial, Func<Task<ApiAnswer>> done, CancellationToken cancel)
    {
        if (request.User is null) return ApiAnswer.Forbidden(request);
        return await request.WithBodyAsync(isPartial, async body =>
        {
            var isAddressed = body.Flag(Field, mayBeNull: true);
            // To say what stands already changes nothing, but is refused to strangers as any change is.
            if (!body.IsRight || !body.Has(Field)) isAddressed = comment.IsAddressed;
            var outcome = await step.MarkAsync(comment.Id, comment.Target, isAddressed, request.Actor, cancel);
            if (outcome is not WorkOutcome.Done) return ApiAnswer.From(outcome, request);
            return body.IsRight ? await done() : body.Refusal;
        }, cancel);
    }
}
