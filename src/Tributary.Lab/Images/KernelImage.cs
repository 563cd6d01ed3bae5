namespace Tributary.Lab;

/// <summary>A kernel that can be booted.</summary>
public sealed record KernelImage
{
    /// <summary>What is booted: a vmlinux with a PVH note, or a bzImage.</summary>
    public required string File { get; init; }

    /// <summary>The uncompressed kernel, which holds the types (BTF); null where it is not known.</summary>
    public string? Vmlinux { get; init; }

    /// <summary>Its configuration, or null.</summary>
    public string? Config { get; init; }

    /// <summary>What it says of itself.</summary>
    public required KernelBanner Banner { get; init; }
}
