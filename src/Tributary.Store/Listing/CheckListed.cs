using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>What a check said of a patch.</summary>
public sealed record CheckListed
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>The patch's number in the API.</summary>
    public required long Patch { get; init; }

    /// <summary>Who reported it.</summary>
    public required UserListed User { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What it says.</summary>
    public required CheckState State { get; init; }

    /// <summary>Where to read more.</summary>
    public string? TargetUrl { get; init; }

    /// <summary>The name of the test.</summary>
    public required string Context { get; init; }

    /// <summary>A sentence.</summary>
    public string? Description { get; init; }
}
