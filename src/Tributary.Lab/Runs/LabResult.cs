using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>A run that was made.</summary>
public sealed record LabResult
{
    /// <summary>How it ended, and the results test by test.</summary>
    public required RunReport Report { get; init; }

    /// <summary>How the machine ran.</summary>
    public required Accelerator Accelerator { get; init; }

    /// <summary>The kernel that was booted.</summary>
    public required KernelBanner Kernel { get; init; }

    /// <summary>The version of the tree that the selftests are of; null where none were built.</summary>
    public string? Selftests { get; init; }

    /// <summary>True where that is not the kernel's (TST-4).</summary>
    public bool IsMismatch => Selftests is not null && Selftests != Kernel.Version;

    /// <summary>What the kernel's configuration lacks for the selftests (TST-2).</summary>
    public ImmutableArray<ConfigGap> Lacks { get; init; } = [];

    /// <summary>How long the machine ran.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>Its whole console.</summary>
    public required string Console { get; init; }
}
