using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>The columns of a series' feedback clock, as the database gives and takes them.</summary>
internal abstract class ClockRow
{
    /// <summary>The columns of series s, for a select.</summary>
    public const string Columns = """
        s.owes, s.owed_since as OwedSince, s.due_at as DueAt, s.answered_at as AnsweredAt, s.answer_span as AnswerSpan, s.clock_decided_at as DecidedAt, s.decision_span as DecisionSpan
        """;

    public long Owes { get; init; }
    public long? OwedSince { get; init; }
    public long? DueAt { get; init; }
    public long? AnsweredAt { get; init; }
    public long? AnswerSpan { get; init; }
    public long? DecidedAt { get; init; }
    public long? DecisionSpan { get; init; }

    /// <summary>The columns as what they mean.</summary>
    public FeedbackClock ToClock() => new()
    {
        Owes = (Owing)Owes, Since = ToTime(OwedSince), DueAt = ToTime(DueAt), AnsweredAt = ToTime(AnsweredAt), AnswerSpan = AnswerSpan,
        DecidedAt = ToTime(DecidedAt), DecisionSpan = DecisionSpan,
    };

    /// <summary>Adds a clock to a row that is written, in the order of the columns.</summary>
    public static RowWriter Add(RowWriter rows, FeedbackClock clock) => rows.Add((long)clock.Owes).Add(From(clock.Since)).Add(From(clock.DueAt))
        .Add(From(clock.AnsweredAt)).Add(clock.AnswerSpan).Add(From(clock.DecidedAt)).Add(clock.DecisionSpan);

    private static long? From(DateTimeOffset? time) => time is { } at ? Micros.From(at) : null;

    private static DateTimeOffset? ToTime(long? micros) => micros is { } at ? Micros.ToTime(at) : null;
}
