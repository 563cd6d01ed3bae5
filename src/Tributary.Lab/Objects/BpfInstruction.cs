namespace Tributary.Lab;

/// <summary>One instruction of BPF (RFC 9669, section 3).</summary>
/// <param name="Offset">Where it stands in its section, in bytes.</param>
/// <param name="Code">The opcode.</param>
/// <param name="Target">The destination register.</param>
/// <param name="Source">The source register, or what kind of value a call or a wide load takes.</param>
/// <param name="Jump">The 16-bit offset; of some instructions it says which one.</param>
/// <param name="Value">The immediate value.</param>
/// <param name="Upper">The upper half of a wide load's value.</param>
public readonly record struct BpfInstruction(int Offset, byte Code, byte Target, byte Source, short Jump, int Value, int Upper)
{
    /// <summary>The class: the lowest three bits.</summary>
    public BpfClass Class => (BpfClass)(Code & 0x07);

    /// <summary>The operation of arithmetic and jumps: the upper four bits.</summary>
    public int Operation => Code & 0xf0;

    /// <summary>The mode of loads and stores: the upper three bits.</summary>
    public int Mode => Code & 0xe0;

    /// <summary>True when the operand is a register, not <see cref="Value"/>.</summary>
    public bool TakesRegister => (Code & 0x08) != 0;

    /// <summary>True when it takes two places: a load of 64 bits.</summary>
    public bool IsWide => Code == WideLoad;

    /// <summary>True when it calls.</summary>
    public bool IsCall => Code is Call or CallRegister;

    internal const byte WideLoad = 0x18;
    internal const byte Call = 0x85;
    internal const byte CallRegister = 0x8d;
    internal const byte Exit = 0x95;

    // Operations of jumps.
    internal const int Always = 0x00;
    internal const int MayGoto = 0xe0;

    // Operations of arithmetic.
    internal const int Divide = 0x30;
    internal const int Modulo = 0x90;
    internal const int Move = 0xb0;
    internal const int Swap = 0xd0;

    // Modes of loads and stores.
    internal const int Memory = 0x60;
    internal const int MemorySigned = 0x80;
    internal const int Atomic = 0xc0;
}

/// <summary>The classes of instructions (RFC 9669, table 2).</summary>
public enum BpfClass
{
    /// <summary>Loads of values and of packet bytes.</summary>
    Load = 0,

    /// <summary>Loads from memory.</summary>
    LoadMemory = 1,

    /// <summary>Stores of a value.</summary>
    Store = 2,

    /// <summary>Stores of a register, and atomic operations.</summary>
    StoreRegister = 3,

    /// <summary>Arithmetic of 32 bits, and byte swaps.</summary>
    Arithmetic32 = 4,

    /// <summary>Jumps that compare 64 bits, calls and exit.</summary>
    Jump = 5,

    /// <summary>Jumps that compare 32 bits.</summary>
    Jump32 = 6,

    /// <summary>Arithmetic of 64 bits.</summary>
    Arithmetic64 = 7,
}
