using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>Where bugs are looked for and reported (BUG-1 to BUG-4, LLV-3).</summary>
public sealed record ReportingValues
{
    /// <summary>Files whose maintainers get every report.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>Files whose maintainers get a report of LLVM's back end, too.</summary>
    public ImmutableArray<string> LlvmPaths { get; init; } = [];

    /// <summary>The subject's first word, e.g. <c>bpf</c>.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Options of the kernel whose setting belongs to a report: their beginnings.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>Programs whose version belongs to a report.</summary>
    public ImmutableArray<string> Tools { get; init; } = [];

    /// <summary>The parts that a report may name.</summary>
    public ImmutableArray<ReportPart> Parts { get; init; } = [];
}

/// <summary>A part of the subsystem.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Words">What names it in a log or description, in any case.</param>
/// <param name="Path">A file or folder of it, whose maintainers then get the report.</param>
public sealed record ReportPart(string Name, ImmutableArray<string> Words, string Path);
