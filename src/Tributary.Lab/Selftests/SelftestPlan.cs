using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>What of the selftests is to be built, and of what.</summary>
public sealed record SelftestPlan
{
    /// <summary>The kernel tree.</summary>
    public required string Tree { get; init; }

    /// <summary>The folder of the selftests in it.</summary>
    public required string Folder { get; init; }

    /// <summary>Where it is built.</summary>
    public required string Output { get; init; }

    /// <summary>The programs.</summary>
    public required ImmutableArray<string> Programs { get; init; }

    /// <summary>The kernel with the types (BTF) that the tests are built for.</summary>
    public required string Vmlinux { get; init; }

    /// <summary>What modules are built against, or null: then the tests' own module is not built.</summary>
    public string? Headers { get; init; }

    /// <summary>The folder that <see cref="Headers"/> lies in and refers to, or null where it is that itself.</summary>
    public string? HeadersRoot { get; init; }

    /// <summary>How much disk the run may take.</summary>
    public required DiskBound Disk { get; init; }

    /// <summary>True where the tree is the lab's own copy, which stays as it is: what was built of it need not be looked at again.</summary>
    public bool IsKept { get; init; }

    /// <summary>True where the tree holds what a patch brought: it is built in the sandbox or not at all.</summary>
    public bool IsForeign { get; init; }

    /// <summary>How long it may take.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>How large a file of it may become, in bytes.</summary>
    public long LargestFile { get; init; } = 4L * 1024 * 1024 * 1024;
}
