namespace Tributary.Workflow;

/// <summary>How a delivery stands, and how it stands after an attempt.</summary>
/// <param name="State">How far it is.</param>
/// <param name="Since">When the first attempt was due.</param>
/// <param name="Attempts">How many were made.</param>
public sealed record DeliveryStanding(DeliveryState State, DateTimeOffset Since, int Attempts)
{
    private const int Gone = 410;

    /// <summary>When the next is due; of no meaning where none is.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>The status of the last answer, or null.</summary>
    public int? Status { get; init; }

    /// <summary>The first words of the last answer, or what was in the way.</summary>
    public string Said { get; init; } = "";

    /// <summary>The standing after an attempt.</summary>
    /// <param name="answer">How it ended.</param>
    /// <param name="plan">When it is tried again.</param>
    /// <param name="now">The time.</param>
    /// <param name="chance">A number from 0 to 1 by which pauses differ.</param>
    public DeliveryStanding After(DeliveryAnswer answer, RetryPlan plan, DateTimeOffset now, double chance)
    {
        var after = this with { Status = answer.Status, Said = answer.Said };
        if (answer.Status is >= 200 and < 300) return after with { State = DeliveryState.Delivered };
        if (answer.IsForbidden || answer.Status == Gone || plan.NextAfter(now, Since, Attempts, chance) is not { } next) return after with { State = DeliveryState.Failed };
        return after with { State = DeliveryState.Waiting, DueAt = next };
    }
}

/// <summary>How an attempt to deliver ended.</summary>
/// <param name="Status">The answer's status; null when there was none.</param>
/// <param name="Said">The answer's first words, or what was in the way.</param>
/// <param name="IsForbidden">It may not be sent there at all.</param>
public sealed record DeliveryAnswer(int? Status, string Said, bool IsForbidden = false);
