namespace Tributary.Policy;

/// <summary>Stable kernels.</summary>
public sealed record StableValues
{
    /// <summary>The repository of the stable branches (STB-1).</summary>
    public required string Repository { get; init; }

    /// <summary>The pattern of their names (STB-1).</summary>
    public required string Branches { get; init; }

    /// <summary>The page that lists the kernels still maintained (STB-3).</summary>
    public required string Kernels { get; init; }

    /// <summary>The address that never stands in a description (STB-4).</summary>
    public required string NeverInDescription { get; init; }

    /// <summary>The page of what is queued: a URL, or a path of our own (STB-5).</summary>
    public required string Queue { get; init; }

    /// <summary>Days of exposure in mainline before a fix is submitted (STB-5).</summary>
    public required int ExposureDays { get; init; }

    /// <summary>The branches and their ends, as far as the profile knows (STB-3).</summary>
    public System.Collections.Immutable.ImmutableArray<StableKernel> Ends { get; init; } = [];
}
