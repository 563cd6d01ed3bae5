namespace Tributary.Workflow;

/// <summary>When something that failed for now is tried again: after pauses that double, and not for ever.</summary>
/// <param name="First">The pause after the first attempt.</param>
/// <param name="Longest">No pause is longer.</param>
/// <param name="GiveUp">So long after the first attempt was due no other one is made.</param>
public sealed record RetryPlan(TimeSpan First, TimeSpan Longest, TimeSpan GiveUp)
{
    // What failed together must not come back together.
    private const double Spread = 0.4;
    private const int MostDoublings = 30;

    /// <summary>Mail: five days, as mail servers do (RFC 5321, 4.5.4.1).</summary>
    public static RetryPlan Mail { get; } = new(TimeSpan.FromMinutes(1), TimeSpan.FromHours(4), TimeSpan.FromDays(5));

    /// <summary>Webhooks: a day.</summary>
    public static RetryPlan Webhooks { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromHours(2), TimeSpan.FromDays(1));

    /// <summary>When the next attempt is made.</summary>
    /// <param name="now">The time.</param>
    /// <param name="since">When the first attempt was due.</param>
    /// <param name="attempts">How many were made; from 1.</param>
    /// <param name="chance">A number from 0 to 1 by which pauses differ from one another.</param>
    /// <returns>The time, or null when it is given up.</returns>
    public DateTimeOffset? NextAfter(DateTimeOffset now, DateTimeOffset since, int attempts, double chance)
    {
        if (now - since >= GiveUp) return null;
        var pause = First * Math.Pow(2, Math.Clamp(attempts - 1, 0, MostDoublings));
        if (pause > Longest) pause = Longest;
        return now + (pause * (1 - (Spread / 2) + (Spread * chance)));
    }
}
