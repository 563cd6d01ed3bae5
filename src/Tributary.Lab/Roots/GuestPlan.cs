using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>What a guest gets and does.</summary>
public sealed record GuestPlan
{
    /// <summary>What it runs, one after the other.</summary>
    public required ImmutableArray<GuestProgram> Programs { get; init; }

    /// <summary>The nonce of the run.</summary>
    public required string Nonce { get; init; }

    /// <summary>Files that lie beside the programs, under their own names.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>True where each program is judged by itself, and one that is missing or crashes is a failure among others, as in <c>make run_tests</c>.</summary>
    public bool IsCollection { get; init; }

    /// <summary>How long each of several programs may run; null for as long as the machine may.</summary>
    public TimeSpan? ProgramTime { get; init; }

    /// <summary>Settings of the kernel: <c>kernel.unprivileged_bpf_disabled=0</c>.</summary>
    public ImmutableArray<string> Sysctls { get; init; } = [];

    /// <summary>The kernel's configuration and release: some tests look for <c>/boot/config-RELEASE</c>; or null.</summary>
    public (string File, string Release)? Config { get; init; }
}
