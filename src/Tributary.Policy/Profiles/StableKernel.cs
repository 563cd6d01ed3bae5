namespace Tributary.Policy;

/// <summary>A stable branch: whether it is maintained, and who says so (STB-3).</summary>
/// <param name="Branch">Its short name, e.g. <c>6.6</c>.</param>
public sealed record StableKernel(string Branch)
{
    /// <summary>Its last release that is known, e.g. <c>6.6.63</c>; empty where none is.</summary>
    public string Last { get; init; } = "";

    /// <summary>True for one that is kept for years.</summary>
    public bool IsLongterm { get; init; }

    /// <summary>True where it is said to be at its end.</summary>
    public bool HasEnded { get; init; }

    /// <summary>The day of its end, <c>2024-01-10</c> or <c>2026-12</c>; empty where none is named. One that only was foreseen ends it when it is past and nothing newer says otherwise.</summary>
    public string Ends { get; init; } = "";

    /// <summary>Who says so: a URL or a sentence.</summary>
    public string Why { get; init; } = "";

    /// <summary>When that was read.</summary>
    public DateTimeOffset? At { get; init; }
}
