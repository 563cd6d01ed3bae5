using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>What of the tools is here (LLV-1, LLV-2, TST-3).</summary>
public sealed record ToolchainReport
{
    /// <summary>The tools, those that are not here too.</summary>
    public required ImmutableArray<ToolFinding> Tools { get; init; }

    /// <summary>The BPF targets that llc lists.</summary>
    public ImmutableArray<string> Targets { get; init; } = [];

    /// <summary>The instruction sets that llc knows for <c>-mcpu</c> (LLV-4).</summary>
    public ImmutableArray<string> InstructionSets { get; init; } = [];

    /// <summary>The running kernel.</summary>
    public required string Kernel { get; init; }

    /// <summary>Its headers, its configuration and its types, where they are; null where not.</summary>
    public (string? Headers, string? Config, string? Types) KernelFiles { get; init; }

    /// <summary>What of the tools a job lacks.</summary>
    /// <param name="job">The job, or several.</param>
    public ImmutableArray<ToolFinding> LackingFor(ToolJobs job) => [.. Tools.Where(tool => (tool.Jobs & job) != ToolJobs.None && tool.Fault is not null)];
}
