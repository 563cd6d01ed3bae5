using System.Buffers.Binary;
using System.Text;

namespace Tributary.Lab.Tests;

/// <summary>Makes ELF object files of 64 bits, section by section.</summary>
internal sealed class ElfMaker(bool isBigEndian = false, int machine = ElfMachine.Bpf)
{
    private readonly List<(string Name, uint Type, ulong Flags, byte[] Bytes, uint Link, uint Info)> _sections = [("", 0, 0, [], 0, 0)];
    private readonly List<(string Name, int Section, long Value, long Size, int Info)> _symbols = [("", 0, 0, 0, 0)];

    /// <summary>A section of instructions: opcode, registers (target in the low half), jump, value.</summary>
    public ElfMaker Code(string name, params (byte Code, byte Registers, short Jump, int Value)[] instructions)
    {
        var bytes = new byte[instructions.Length * 8];
        for (var i = 0; i < instructions.Length; i++)
        {
            var registers = instructions[i].Registers;
            bytes[i * 8] = instructions[i].Code;
            bytes[i * 8 + 1] = isBigEndian ? (byte)(registers << 4 | registers >> 4) : registers;
            Put(bytes, i * 8 + 2, 2, (ushort)instructions[i].Jump);
            Put(bytes, i * 8 + 4, 4, (uint)instructions[i].Value);
        }

        return Section(name, 1, bytes, flags: 6);
    }

    public ElfMaker Section(string name, uint type, byte[] bytes, ulong flags = 0)
    {
        _sections.Add((name, type, flags, bytes, 0, 0));
        return this;
    }

    public ElfMaker Text(string name, string text) => Section(name, 1, Encoding.ASCII.GetBytes(text + "\0"));

    public ElfMaker Function(string name, string section, long value = 0, long size = 16) => Symbol(name, section, value, size, 0x12);

    public ElfMaker Symbol(string name, string section, long value, long size, int info)
    {
        _symbols.Add((name, _sections.FindIndex(each => each.Name == section), value, size, info));
        return this;
    }

    /// <summary>Relocations of a section against symbols by their number (from 1, in the order they were added).</summary>
    public ElfMaker Relocations(string section, params (long Offset, int Symbol)[] places)
    {
        var bytes = new byte[places.Length * 16];
        for (var i = 0; i < places.Length; i++)
        {
            Put(bytes, i * 16, 8, (ulong)places[i].Offset);
            Put(bytes, i * 16 + 8, 8, (ulong)places[i].Symbol << 32 | 1);
        }

        _sections.Add((".rel" + section, 9, 0, bytes, 0, (uint)_sections.FindIndex(each => each.Name == section)));
        return this;
    }

    /// <summary>The file.</summary>
    public byte[] Make()
    {
        var strings = new List<byte> { 0 };
        var symbols = new byte[_symbols.Count * 24];
        for (var i = 0; i < _symbols.Count; i++)
        {
            Put(symbols, i * 24, 4, (ulong)Name(strings, _symbols[i].Name));
            symbols[i * 24 + 4] = (byte)_symbols[i].Info;
            Put(symbols, i * 24 + 6, 2, (ulong)Math.Max(0, _symbols[i].Section));
            Put(symbols, i * 24 + 8, 8, (ulong)_symbols[i].Value);
            Put(symbols, i * 24 + 16, 8, (ulong)_symbols[i].Size);
        }

        var all = _sections.ToList();
        all.Add((".symtab", 2, 0, symbols, (uint)(all.Count + 1), 1));
        all.Add((".strtab", 3, 0, [], 0, 0));
        var offsets = all.Select(each => (ulong)Name(strings, each.Name)).ToArray();
        all[^1] = all[^1] with { Bytes = [.. strings] };

        var start = 64 + all.Sum(each => each.Bytes.Length);
        var file = new byte[start + all.Count * 64];
        byte[] identity = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, (byte)(isBigEndian ? 2 : 1), 1];
        identity.CopyTo(file, 0);
        Put(file, 16, 2, 1);
        Put(file, 18, 2, (ulong)machine);
        Put(file, 40, 8, (ulong)start);
        Put(file, 58, 2, 64);
        Put(file, 60, 2, (ulong)all.Count);
        Put(file, 62, 2, (ulong)(all.Count - 1));
        var at = 64;
        for (var i = 0; i < all.Count; i++)
        {
            var header = start + i * 64;
            all[i].Bytes.CopyTo(file, at);
            Put(file, header, 4, offsets[i]);
            Put(file, header + 4, 4, all[i].Type);
            Put(file, header + 8, 8, all[i].Flags);
            Put(file, header + 24, 8, (ulong)at);
            Put(file, header + 32, 8, (ulong)all[i].Bytes.Length);
            Put(file, header + 40, 4, all[i].Link);
            Put(file, header + 44, 4, all[i].Info);
            at += all[i].Bytes.Length;
        }

        return file;
    }

    /// <summary>The report of it.</summary>
    public ObjectReport Examine() => ObjectExaminer.Examine(ElfReader.Read(Make()).ShouldBeOfType<ElfReading.Done>().File);

    private static int Name(List<byte> strings, string name)
    {
        if (name.Length == 0) return 0;
        var at = strings.Count;
        strings.AddRange(Encoding.ASCII.GetBytes(name));
        strings.Add(0);
        return at;
    }

    private void Put(byte[] bytes, int at, int size, ulong value)
    {
        Span<byte> all = stackalloc byte[8];
        if (isBigEndian) BinaryPrimitives.WriteUInt64BigEndian(all, value);
        else BinaryPrimitives.WriteUInt64LittleEndian(all, value);
        (isBigEndian ? all[(8 - size)..] : all[..size]).CopyTo(bytes.AsSpan(at));
    }
}
