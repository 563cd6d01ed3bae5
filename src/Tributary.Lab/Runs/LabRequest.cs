using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>A run that is wanted.</summary>
public sealed record LabRequest
{
    /// <summary>The word for a kernel that is built of the tree.</summary>
    public const string Build = "build";

    /// <summary>How much disk a run may take where nobody says, in bytes.</summary>
    public const long UsualDisk = 20L * 1024 * 1024 * 1024;

    /// <summary>The kernel: <c>debian:6.1</c>, the path of an image, or <c>build</c>: it is built of the tree.</summary>
    public required string Kernel { get; init; }

    /// <summary>The programs of the selftests; none where a program is named.</summary>
    public ImmutableArray<Suite> Suites { get; init; } = [];

    /// <summary>A program or script of one's own that is run instead, with its arguments.</summary>
    public GuestProgram? Program { get; init; }

    /// <summary>The tree whose selftests are built; null takes Debian's own source of the kernel.</summary>
    public string? Tree { get; init; }

    /// <summary>True where the tree holds what a patch brought.</summary>
    public bool IsForeign { get; init; }

    /// <summary>Where the selftests of the tree are built; null for a place in the cache that belongs to the tree's folder.</summary>
    public string? Output { get; init; }

    /// <summary>Where a kernel of the tree is built; null for a place in the cache that belongs to the tree's folder.</summary>
    public string? KernelOutput { get; init; }

    /// <summary>What the configuration of a built kernel begins with: a file, or a target of make.</summary>
    public string Config { get; init; } = "defconfig";

    /// <summary>True where patches lie on the tree: what is built of it goes with the run.</summary>
    public bool IsPatched { get; init; }

    /// <summary>How much disk what is built may take, in bytes.</summary>
    public long Disk { get; init; } = UsualDisk;

    /// <summary>True where the kernel is built of the tree, which then has to be whole.</summary>
    public bool IsBuilt => Kernel == Build;

    /// <summary>The folder of the selftests in a tree.</summary>
    public string? Selftests { get; init; }

    /// <summary>Settings of the guest's kernel.</summary>
    public ImmutableArray<string> Sysctls { get; init; } = [];

    /// <summary>How the machine runs.</summary>
    public Accelerator Accelerator { get; init; }

    /// <summary>Go on, and mark the run, where kernel and selftests are of different versions (TST-4).</summary>
    public bool IsMismatchAllowed { get; init; }

    /// <summary>What the machine may take.</summary>
    public MachineBounds Bounds { get; init; } = new();
}
