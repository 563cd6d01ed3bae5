namespace Tributary.Store;

/// <summary>From one time to another.</summary>
/// <param name="From">The first, to the second.</param>
/// <param name="Until">The first that is no longer in it; null for ever.</param>
public sealed record DateSpan(DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>All of time.</summary>
    public static DateSpan Ever { get; } = new(DateTimeOffset.UnixEpoch, Until: null);

    /// <summary>What lies in both.</summary>
    public DateSpan And(DateSpan other) => new(
        From > other.From ? From : other.From, Until is null ? other.Until : other.Until is null || Until < other.Until ? Until : other.Until);

    /// <summary>The shortest that holds both.</summary>
    public DateSpan Around(DateSpan other) => new(
        From < other.From ? From : other.From, Until is null || other.Until is null ? null : Until > other.Until ? Until : other.Until);

    /// <summary>True for a time in it.</summary>
    public bool Holds(DateTimeOffset time) => time >= From && (Until is null || time < Until);
}
