namespace Tributary.Server;

/// <summary>Which weeks the address of the page of feedback asks for.</summary>
public sealed record FeedbackRequest
{
    /// <summary>How many; half a year where it is null.</summary>
    public int? Weeks { get; init; }

    /// <summary>A day of the last one, as 2024-12-31; the newest week in which series came where it is null or no day.</summary>
    public string? Until { get; init; }
}
