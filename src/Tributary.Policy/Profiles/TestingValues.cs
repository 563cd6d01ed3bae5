using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>How a kernel is tested.</summary>
public sealed record TestingValues
{
    /// <summary>The folder of the selftests (TST-1).</summary>
    public required string Selftests { get; init; }

    /// <summary>The config fragment of the selftests (TST-2), or null.</summary>
    public string? Config { get; init; }

    /// <summary>The clauses that the revision asks for.</summary>
    public ImmutableArray<string> Steps { get; init; } = [];

    /// <summary>The suites that a change calls for (REQ-1), each with the paths that call for it.</summary>
    public ImmutableArray<SuiteValues> Suites { get; init; } = [];

    /// <summary>pahole (TST-3), or null where BTF is not asked for.</summary>
    public PaholeValues? Pahole { get; init; }
}

/// <summary>A suite of the selftests, and what calls for it.</summary>
/// <param name="Suite">The program.</param>
/// <param name="Paths">Patterns of paths (<see cref="PathPattern"/>).</param>
public sealed record SuiteValues(string Suite, ImmutableArray<string> Paths);

/// <summary>pahole, which makes BTF (TST-3).</summary>
public sealed record PaholeValues
{
    /// <summary>The oldest version that will do.</summary>
    public required Version Minimum { get; init; }

    /// <summary>Its repository.</summary>
    public required string Repository { get; init; }

    /// <summary>Where release archives with libbpf are, or null.</summary>
    public string? Archives { get; init; }

    /// <summary>Since when libbpf is a submodule, or null.</summary>
    public Version? SubmoduleSince { get; init; }

    /// <summary>The command that fetches the submodule, or null.</summary>
    public string? SubmoduleCommand { get; init; }
}
