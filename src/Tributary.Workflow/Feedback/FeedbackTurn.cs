namespace Tributary.Workflow;

/// <summary>Who wrote an answer.</summary>
public enum TurnBy
{
    /// <summary>Who sent the series.</summary>
    Sender,

    /// <summary>A maintainer.</summary>
    Maintainer,

    /// <summary>Another reader of the list.</summary>
    Reader,

    /// <summary>Who tells senders that their series was applied (SUB-4): the answer is the decision.</summary>
    Notice,
}

/// <summary>An answer in the thread of a series.</summary>
/// <param name="At">When it was sent.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="GivesTag">It gives a tag (Acked-by, Reviewed-by …): it asks for nothing.</param>
public readonly record struct FeedbackTurn(DateTimeOffset At, TurnBy By, bool GivesTag);
