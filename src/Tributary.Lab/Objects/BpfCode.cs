using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>The instructions of a section of a BPF object.</summary>
internal static class BpfCode
{
    private const int Size = 8;

    /// <summary>Reads them; a rest of less than eight bytes, or the second half of a wide load that is missing, is left out (see <see cref="IsWhole"/>).</summary>
    public static ImmutableArray<BpfInstruction> Read(ElfFile file, ElfSection section)
    {
        var bytes = file.BytesOf(section);
        var read = ImmutableArray.CreateBuilder<BpfInstruction>(bytes.Length / Size);
        for (var at = 0; bytes.Has(at, Size); at += Size)
        {
            var code = bytes.Byte(at);
            var registers = bytes.Byte(at + 1);

            // The two registers share a byte in the machine's order of bits.
            var (target, source) = file.IsBigEndian ? (registers >> 4, registers & 15) : (registers & 15, registers >> 4);
            var upper = code == BpfInstruction.WideLoad ? (int)bytes.Word(at + Size + 4) : 0;
            read.Add(new(at, code, (byte)target, (byte)source, (short)bytes.Half(at + 2), (int)bytes.Word(at + 4), upper));
            if (code == BpfInstruction.WideLoad) at += Size;
        }

        return read.ToImmutable();
    }

    /// <summary>True when the section's bytes are instructions to the last.</summary>
    public static bool IsWhole(ElfSection section, ImmutableArray<BpfInstruction> code) =>
        section.Size % Size == 0 && (code.IsEmpty || code[^1].Offset + (code[^1].IsWide ? 2 * Size : Size) == section.Size);
}
