using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>What can be said of an object (LLV-4, LLV-5).</summary>
public sealed record ObjectReport
{
    /// <summary>The file it was found in.</summary>
    public required ElfFile File { get; init; }

    /// <summary>Which way it was compiled.</summary>
    public required ObjectTarget Target { get; init; }

    /// <summary>The least instruction set that has every instruction of it; null where it holds none of BPF.</summary>
    public InstructionSet? AtLeast { get; init; }

    /// <summary>True when it has arithmetic of 32 bits: made with v3 or later, or with <c>-mattr=+alu32</c>.</summary>
    public bool HasArithmetic32 { get; init; }

    /// <summary>What proves it: the first instruction of every need.</summary>
    public ImmutableArray<InstructionProof> Proofs { get; init; } = [];

    /// <summary>How many instructions it has.</summary>
    public int Instructions { get; init; }

    /// <summary>Its programs, by section and place.</summary>
    public ImmutableArray<ObjectProgram> Programs { get; init; } = [];

    /// <summary>The maps it asks for.</summary>
    public ImmutableArray<ObjectMap> Maps { get; init; } = [];

    /// <summary>Its type information, or null.</summary>
    public Btf? Types { get; init; }

    /// <summary>Its licence, or null.</summary>
    public string? Licence { get; init; }

    /// <summary>The relocations of its code and data, by section and what they refer to.</summary>
    public ImmutableArray<RelocationCount> Relocations { get; init; } = [];

    /// <summary>What is wrong with it.</summary>
    public ImmutableArray<ObjectFault> Faults { get; init; } = [];
}

/// <summary>A program or a function of one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Section">Its section.</param>
/// <param name="Offset">Where in it, in bytes.</param>
/// <param name="Instructions">How many eight-byte places it takes.</param>
/// <param name="Type">The type that the section's name asks for, or null: a subprogram of <c>.text</c>, or one of which the loader must be told.</param>
/// <param name="Kernel">The first kernel with programs of this type, or null.</param>
public sealed record ObjectProgram(string Name, string Section, long Offset, long Instructions, string? Type, KernelRelease? Kernel);

/// <summary>An instruction that proves a need.</summary>
/// <param name="Need">What it needs.</param>
/// <param name="Section">Its section.</param>
/// <param name="Function">The function it stands in, or empty.</param>
/// <param name="Offset">Where in the section, in bytes.</param>
/// <param name="Text">The instruction, as the verifier writes it.</param>
/// <param name="Count">How many of its kind there are.</param>
public sealed record InstructionProof(InstructionNeed Need, string Section, string Function, int Offset, string Text, int Count);

/// <summary>The relocations of a section against one thing.</summary>
/// <param name="Section">The section that holds the places.</param>
/// <param name="Against">The symbol or section that they refer to.</param>
/// <param name="Count">How many.</param>
public sealed record RelocationCount(string Section, string Against, int Count);

/// <summary>Something that is wrong with an object.</summary>
/// <param name="Id">A word for it: <c>native-target</c>, <c>eh-frame</c>, <c>jump-table</c>, <c>lookup-table</c>, <c>native-widths</c>, <c>damaged-code</c>, <c>damaged-btf</c>, <c>no-licence</c>, <c>legacy-maps</c>, <c>no-program</c>.</param>
/// <param name="IsSevere">True when a loader or the verifier will refuse it; false for what to know.</param>
/// <param name="What">What is wrong, a sentence.</param>
/// <param name="Mend">What mends it, a sentence.</param>
public sealed record ObjectFault(string Id, bool IsSevere, string What, string Mend);
