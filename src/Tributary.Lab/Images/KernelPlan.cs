namespace Tributary.Lab;

/// <summary>A kernel that is to be built.</summary>
internal sealed record KernelPlan
{
    /// <summary>The whole source.</summary>
    public required string Tree { get; init; }

    /// <summary>Where it is built; what was built there before and has not changed is not built again.</summary>
    public required string Output { get; init; }

    /// <summary>What its configuration begins with: a file, or a target of make.</summary>
    public string Config { get; init; } = "defconfig";

    /// <summary>The folder of the selftests in the tree, whose fragment is laid over the configuration (TST-2); or null.</summary>
    public string? Selftests { get; init; }

    /// <summary>Build the modules too: what tests of modules are built against.</summary>
    public bool WantsModules { get; init; }

    /// <summary>True where the tree holds what is not ours: it is built in the sandbox or not at all.</summary>
    public bool IsForeign { get; init; }

    /// <summary>True where patches lie on the tree: then nothing of it comes into the compiler's cache, from which others are built.</summary>
    public bool IsPatched { get; init; }

    /// <summary>How much disk the run may take.</summary>
    public required DiskBound Disk { get; init; }

    /// <summary>How long it may take.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromHours(4);
}
