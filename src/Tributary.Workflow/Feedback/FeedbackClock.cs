namespace Tributary.Workflow;

/// <summary>The feedback clock of a series: who owes the next move, since when and until when, and how long the first answer and the decision took.</summary>
public sealed record FeedbackClock
{
    /// <summary>A series of which nothing is known.</summary>
    public static FeedbackClock None { get; } = new();

    /// <summary>Who owes the next move.</summary>
    public Owing Owes { get; init; }

    /// <summary>Since when, or null where nobody owes anything.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Until when a maintainer's move is promised; null where no maintainer owes it.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The first answer by a maintainer, or null.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Hundredths of a business day from arrival to the first answer.</summary>
    public long? AnswerSpan { get; init; }

    /// <summary>The decision, or null.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Hundredths of a business day from arrival to the decision.</summary>
    public long? DecisionSpan { get; init; }

    /// <summary>True when the promise is broken.</summary>
    /// <param name="now">The time.</param>
    public bool IsOverdue(DateTimeOffset now) => DueAt < now;
}
