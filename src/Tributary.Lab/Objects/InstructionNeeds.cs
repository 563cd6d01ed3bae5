namespace Tributary.Lab;

/// <summary>
/// What an instruction needs at least (LLV-4). The sets are those of RFC 9669 and of LLVM's BPFInstrInfo.td; the kernels those that first took the instruction:
/// v2 4.14 (92b31a9af73b), bpf-to-bpf calls 4.16, v3 5.1 (092ed0968bb6), values of maps 5.2, atomics beyond add 5.12, kernel functions 5.13, v4 6.6, may_goto and
/// address spaces 6.9, load-acquire 6.15.
/// </summary>
internal static class InstructionNeeds
{
    private static readonly InstructionNeed Less = new(InstructionSet.V2, new(4, 14), "a jump on less or less-or-equal");
    private static readonly InstructionNeed Compare32 = new(InstructionSet.V3, new(5, 1), "a jump that compares 32 bits");

    // The kernel knew it from the start; compilers make it by default from v3 on, and before with -mattr=+alu32.
    private static readonly InstructionNeed Arithmetic32 = new(InstructionSet.V1, new(3, 18), "arithmetic of 32 bits");
    private static readonly InstructionNeed FarJump = new(InstructionSet.V4, new(6, 6), "a far jump (gotol)");
    private static readonly InstructionNeed SignedMove = new(InstructionSet.V4, new(6, 6), "a move that extends the sign");
    private static readonly InstructionNeed SignedLoad = new(InstructionSet.V4, new(6, 6), "a load that extends the sign");
    private static readonly InstructionNeed SignedDivision = new(InstructionSet.V4, new(6, 6), "a signed division or modulo");
    private static readonly InstructionNeed SwapInPlace = new(InstructionSet.V4, new(6, 6), "an unconditional byte swap (bswap)");
    private static readonly InstructionNeed Atomics = new(InstructionSet.V3, new(5, 12), "an atomic operation other than plain add");
    private static readonly InstructionNeed Ordered = new(InstructionSet.V4, new(6, 15), "a load-acquire or store-release");
    private static readonly InstructionNeed OpenLoop = new(null, new(6, 9), "a may_goto");
    private static readonly InstructionNeed AddressSpace = new(null, new(6, 9), "a cast between address spaces (arena)");
    private static readonly InstructionNeed OwnCall = new(null, new(4, 16), "a call of a function of its own");
    private static readonly InstructionNeed KernelCall = new(null, new(5, 13), "a call of a kernel function (kfunc)");
    private static readonly InstructionNeed MapValue = new(null, new(5, 2), "the address of a map's value");
    private static readonly InstructionNeed KernelVariable = new(null, new(5, 10), "the address of a kernel variable");
    private static readonly InstructionNeed Callback = new(null, new(5, 13), "the address of a function of its own");
    private static readonly InstructionNeed FileArray = new(null, new(5, 14), "a map by its index");

    /// <summary>What it needs beyond what Linux 3.18 took, or null.</summary>
    public static InstructionNeed? Find(BpfInstruction instruction) => instruction.Class switch
    {
        BpfClass.Arithmetic32 => OfArithmetic(instruction) ?? (instruction.Operation == BpfInstruction.Swap ? null : Arithmetic32),
        BpfClass.Arithmetic64 => OfArithmetic(instruction),
        BpfClass.Jump => OfJump(instruction),
        BpfClass.Jump32 => instruction.Operation == BpfInstruction.Always ? FarJump : Compare32,
        BpfClass.LoadMemory when instruction.Mode == BpfInstruction.MemorySigned => SignedLoad,
        BpfClass.StoreRegister when instruction.Mode == BpfInstruction.Atomic => OfAtomic(instruction),
        BpfClass.Load when instruction.IsWide => OfWideLoad(instruction),
        _ => null,
    };

    private static InstructionNeed? OfArithmetic(BpfInstruction instruction) => (instruction.Operation, instruction.Jump) switch
    {
        (BpfInstruction.Move, 1) when instruction is { TakesRegister: true, Class: BpfClass.Arithmetic64 } => AddressSpace,
        (BpfInstruction.Move, not 0) when instruction.TakesRegister => SignedMove,
        (BpfInstruction.Divide or BpfInstruction.Modulo, not 0) => SignedDivision,
        (BpfInstruction.Swap, _) when instruction.Class == BpfClass.Arithmetic64 => SwapInPlace,
        _ => null,
    };

    private static InstructionNeed? OfJump(BpfInstruction instruction) => instruction.Operation switch
    {
        0xa0 or 0xb0 or 0xc0 or 0xd0 => Less,
        BpfInstruction.MayGoto => OpenLoop,
        _ => instruction.Code != BpfInstruction.Call ? null : instruction.Source switch { 1 => OwnCall, 2 => KernelCall, _ => null },
    };

    private static InstructionNeed? OfAtomic(BpfInstruction instruction) => instruction.Value switch
    {
        0 => null,
        0x100 or 0x110 => Ordered,
        _ => Atomics,
    };

    private static InstructionNeed? OfWideLoad(BpfInstruction instruction) => instruction.Source switch
    {
        2 => MapValue,
        3 => KernelVariable,
        4 => Callback,
        5 or 6 => FileArray,
        _ => null,
    };
}
