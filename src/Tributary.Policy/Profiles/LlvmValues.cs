using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>LLVM and its BPF back end.</summary>
public sealed record LlvmValues
{
    /// <summary>The first version with the back end (LLV-1).</summary>
    public required Version Minimum { get; init; }

    /// <summary>The targets that <c>llc --version</c> must list (LLV-1).</summary>
    public ImmutableArray<string> Targets { get; init; } = [];

    /// <summary>Its repositories (LLV-2).</summary>
    public ImmutableArray<string> Repositories { get; init; } = [];

    /// <summary>What building it needs (LLV-2).</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>The commands that build it (LLV-2).</summary>
    public ImmutableArray<string> Build { get; init; } = [];

    /// <summary>The folder of the built programs, for PATH (LLV-2).</summary>
    public required string Binaries { get; init; }

    /// <summary>Its tracker, the second choice (LLV-3).</summary>
    public required string Tracker { get; init; }
}

/// <summary>iproute2 beside a kernel project.</summary>
public sealed record IprouteValues
{
    /// <summary>Its repositories (IPR-2).</summary>
    public ImmutableArray<string> Repositories { get; init; } = [];

    /// <summary>The prefixes of its patches (IPR-2).</summary>
    public ImmutableArray<string> Prefixes { get; init; } = [];

    /// <summary>To whom they are delegated (IPR-3), or null.</summary>
    public string? Delegate { get; init; }

    /// <summary>The delegate's number in Patchwork (IPR-3), or null.</summary>
    public int? DelegateNumber { get; init; }

    /// <summary>The page of the delegate's queue (IPR-3), or null.</summary>
    public string? Queue { get; init; }
}
