namespace Tributary.Workflow;

/// <summary>Reads the feedback clock of a series from its thread, its state and its checks (SUB-6).</summary>
/// <param name="Calendar">The days that count.</param>
/// <param name="OverdueAfter">Business days after which a move of a maintainer is overdue.</param>
public sealed record FeedbackRules(BusinessCalendar Calendar, int OverdueAfter)
{
    /// <summary>The clock. Times of microseconds, as they are stored.</summary>
    public FeedbackClock Read(FeedbackFacts facts)
    {
        // What was said before the last patch came is of another version, or of a part.
        var turns = facts.Turns.Where(turn => turn.At >= facts.Arrived).OrderBy(turn => turn.At).ToList();
        var decided = Earlier(IsDecision(facts.State) ? facts.DecidedAt : null, First(turns, TurnBy.Notice));
        if (decided < facts.Arrived) decided = facts.Arrived;
        var answered = Earlier(First(turns, TurnBy.Maintainer), decided);
        var (owes, since) = FindDebtor(facts, turns);
        return new()
        {
            Owes = owes,
            Since = owes is Owing.Nobody ? null : since,
            DueAt = owes is Owing.Maintainer ? Whole(Calendar.Add(since, OverdueAfter)) : null,
            AnsweredAt = answered,
            AnswerSpan = SpanTo(facts.Arrived, answered),
            DecidedAt = decided,
            DecisionSpan = SpanTo(facts.Arrived, decided),
        };
    }

    private static (Owing Owes, DateTimeOffset Since) FindDebtor(FeedbackFacts facts, List<FeedbackTurn> turns)
    {
        if (facts.IsOnHold || facts.IsArchived) return default;
        if (facts.State is PatchState.ChangesRequested) return (Owing.Sender, facts.DecidedAt ?? LastOf(turns, TurnBy.Maintainer) ?? facts.Arrived);
        if (!facts.State.IsWaiting || turns.Exists(turn => turn.By is TurnBy.Notice)) return default;
        if (!facts.IsComplete) return (Owing.Sender, facts.Arrived);
        if (facts.Checks is CheckState.Fail) return (Owing.Sender, facts.Arrived);
        if (facts.Checks is CheckState.Pending) return (Owing.Ci, facts.Arrived);
        return FollowTalk(facts.Arrived, turns);
    }

    // A maintainer who asks something leaves the next move to the sender, one who acks keeps it: it is to be applied. The sender's
    // answer gives it back. What others say moves nothing: the promise is the maintainers'.
    private static (Owing Owes, DateTimeOffset Since) FollowTalk(DateTimeOffset arrived, List<FeedbackTurn> turns)
    {
        var (owes, since) = (Owing.Maintainer, arrived);
        foreach (var turn in turns)
        {
            if (turn.By is TurnBy.Maintainer) (owes, since) = (turn.GivesTag ? Owing.Maintainer : Owing.Sender, turn.At);
            else if (turn.By is TurnBy.Sender && owes is Owing.Sender) (owes, since) = (Owing.Maintainer, turn.At);
        }

        return (owes, since);
    }

    private static bool IsDecision(PatchState state) => !state.IsWaiting && state is not PatchState.Superseded;

    private static DateTimeOffset? First(List<FeedbackTurn> turns, TurnBy by) => turns.Where(turn => turn.By == by).Select(turn => (DateTimeOffset?)turn.At).FirstOrDefault();

    private static DateTimeOffset? LastOf(List<FeedbackTurn> turns, TurnBy by) => turns.Where(turn => turn.By == by).Select(turn => (DateTimeOffset?)turn.At).LastOrDefault();

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;

    private long? SpanTo(DateTimeOffset from, DateTimeOffset? to) => to is { } end ? (long)Math.Round(Calendar.Between(from, end) * 100) : null;

    private static DateTimeOffset Whole(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
}
