namespace Tributary.Lab;

/// <summary>The instruction sets that <c>-mcpu</c> picks (LLV-4); <c>generic</c> is v1 up to LLVM 19 and v3 since.</summary>
public enum InstructionSet
{
    /// <summary>What Linux 3.18 began with.</summary>
    V1 = 1,

    /// <summary>Jumps on less and less-or-equal.</summary>
    V2 = 2,

    /// <summary>Jumps that compare 32 bits, and arithmetic of 32 bits by default.</summary>
    V3 = 3,

    /// <summary>Signed division, loads and moves that extend the sign, byte swaps in place, far jumps.</summary>
    V4 = 4,
}

/// <summary>What one instruction needs of LLVM and of the kernel.</summary>
/// <param name="Set">The instruction set that has it, or null where it belongs to none (calls, maps, features of the loader).</param>
/// <param name="Kernel">The first kernel that takes it.</param>
/// <param name="What">What it is, some words.</param>
public sealed record InstructionNeed(InstructionSet? Set, KernelRelease Kernel, string What);
