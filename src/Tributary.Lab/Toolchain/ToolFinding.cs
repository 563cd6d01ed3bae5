namespace Tributary.Lab;

/// <summary>A tool, as it was found here.</summary>
public sealed record ToolFinding
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required string Why { get; init; }

    /// <summary>The jobs that cannot do without it.</summary>
    public required ToolJobs Jobs { get; init; }

    /// <summary>Where it is; null where it isn't here.</summary>
    public string? Path { get; init; }

    /// <summary>Its version as it says it, or null.</summary>
    public string? Version { get; init; }

    /// <summary>What is wrong with it, a sentence; null where it will do.</summary>
    public string? Fault { get; init; }

    /// <summary>The package that has it: Debian's, Fedora's, Arch's.</summary>
    public required (string Debian, string Fedora, string Arch) Packages { get; init; }
}
