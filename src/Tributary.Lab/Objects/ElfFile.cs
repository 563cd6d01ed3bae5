using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>What an ELF object file holds, as far as it concerns BPF (System V ABI, chapter 4).</summary>
public sealed record ElfFile
{
    /// <summary>64-bit, else 32-bit.</summary>
    public required bool Is64 { get; init; }

    /// <summary>The byte order.</summary>
    public required bool IsBigEndian { get; init; }

    /// <summary>e_type: 1 for what a compiler makes.</summary>
    public required int Type { get; init; }

    /// <summary>e_machine: <see cref="ElfMachine.Bpf"/>, or that of the machine it was made for.</summary>
    public required int Machine { get; init; }

    /// <summary>The sections by their number; the first is empty.</summary>
    public required ImmutableArray<ElfSection> Sections { get; init; }

    /// <summary>The symbols by their number.</summary>
    public ImmutableArray<ElfSymbol> Symbols { get; init; } = [];

    /// <summary>The relocations, in the order of their sections.</summary>
    public ImmutableArray<ElfRelocation> Relocations { get; init; } = [];

    /// <summary>The bytes of the whole file.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The first section of a name, or null.</summary>
    public ElfSection? Find(string name) => Sections.FirstOrDefault(section => section.Name == name);

    /// <summary>The bytes of a section; none where it has none in the file.</summary>
    internal ByteView BytesOf(ElfSection section) =>
        new(section.Type == ElfSection.NoBits ? [] : Bytes.Span.Slice((int)section.Offset, (int)section.Size), IsBigEndian);
}

/// <summary>A section.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">sh_type.</param>
/// <param name="Flags">sh_flags.</param>
/// <param name="Offset">Where its bytes begin in the file.</param>
/// <param name="Size">How many they are.</param>
/// <param name="Link">sh_link.</param>
/// <param name="Info">sh_info.</param>
/// <param name="EntrySize">sh_entsize.</param>
public sealed record ElfSection(int Number, string Name, uint Type, ulong Flags, long Offset, long Size, uint Link, uint Info, long EntrySize)
{
    internal const uint ProgramBits = 1;
    internal const uint SymbolTable = 2;
    internal const uint RelocationsWithAddends = 4;
    internal const uint NoBits = 8;
    internal const uint RelocationsPlain = 9;
    private const ulong Executable = 4;

    /// <summary>True when it holds instructions.</summary>
    public bool IsCode => Type == ProgramBits && (Flags & Executable) != 0 && Size > 0;
}

/// <summary>A symbol.</summary>
/// <param name="Name">Its name; empty for a section's.</param>
/// <param name="Section">The number of its section; 0 where it is defined elsewhere.</param>
/// <param name="Value">Where in the section.</param>
/// <param name="Size">How many bytes.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="IsLocal">True when no other file sees it.</param>
public sealed record ElfSymbol(string Name, int Section, long Value, long Size, ElfSymbolKind Kind, bool IsLocal);

/// <summary>What a symbol stands for: STT_.</summary>
public enum ElfSymbolKind
{
    /// <summary>Nothing said: a label.</summary>
    None = 0,

    /// <summary>Data.</summary>
    Variable = 1,

    /// <summary>A function.</summary>
    Function = 2,

    /// <summary>A section.</summary>
    Section = 3,

    /// <summary>A source file.</summary>
    File = 4,
}

/// <summary>A place that the loader is to fill in.</summary>
/// <param name="Section">The number of the section that holds the place.</param>
/// <param name="Offset">Where in it.</param>
/// <param name="Type">Its type; what it means depends on the machine.</param>
/// <param name="Symbol">The number of the symbol.</param>
public sealed record ElfRelocation(int Section, long Offset, uint Type, int Symbol);
