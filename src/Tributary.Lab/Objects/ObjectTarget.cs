using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>Which way an object was compiled (LLV-5).</summary>
/// <param name="Way">The way.</param>
/// <param name="IsSure">False where one sign alone tells, which a flag or a strip could have taken away or put there.</param>
/// <param name="Signs">What tells, a clause each.</param>
public sealed record ObjectTarget(TargetWay Way, bool IsSure, ImmutableArray<string> Signs);

/// <summary>The ways.</summary>
public enum TargetWay
{
    /// <summary><c>clang -target bpf</c>.</summary>
    Bpf,

    /// <summary>Clang for the machine, then <c>llc -march=bpf</c>.</summary>
    TwoStep,

    /// <summary>For the machine: no BPF at all.</summary>
    Native,

    /// <summary>GCC's BPF back end.</summary>
    Gcc,

    /// <summary>Put together by <c>bpftool gen object</c>, which leaves no trace of the compiler.</summary>
    Linked,
}
