namespace Tributary.Lab;

/// <summary>Where the fields of ELF's structures stand, for one width (System V ABI, figures 4-3, 4-8, 4-16 and 4-21).</summary>
internal sealed class ElfLayout(bool is64)
{
    public bool Is64 { get; } = is64;

    public int HeaderSize => Is64 ? 64 : 52;

    public int SectionTableAt => Is64 ? 40 : 32;

    public int SectionCountAt => Is64 ? 60 : 48;

    public int SectionNamesAt => Is64 ? 62 : 50;

    public int SectionSize => Is64 ? 64 : 40;

    public int SizeInSection => Is64 ? 32 : 20;

    public int LinkInSection => Is64 ? 40 : 24;

    public int SymbolSize => Is64 ? 24 : 16;

    public int RelocationSize(bool hasAddend) => (Is64 ? 16 : 8) + (hasAddend ? Is64 ? 8 : 4 : 0);

    /// <summary>An address, an offset or a size; one that no file can have becomes negative, which nothing has.</summary>
    public long Address(ByteView view, long at) => Is64 ? view.Double(at) is var value && value <= long.MaxValue ? (long)value : -1 : view.Word(at);

    /// <summary>A section, without its name.</summary>
    public ElfSection Section(ByteView view, long at, int number) => Is64
        ? new(number, "", view.Word(at + 4), view.Double(at + 8), Address(view, at + 24), Address(view, at + 32), view.Word(at + 40), view.Word(at + 44), Address(view, at + 56))
        : new(number, "", view.Word(at + 4), view.Word(at + 8), Address(view, at + 16), Address(view, at + 20), view.Word(at + 24), view.Word(at + 28), Address(view, at + 36));

    public ElfSymbol Symbol(ByteView view, long at, ByteView names)
    {
        var info = view.Byte(at + (Is64 ? 4 : 12));
        var section = view.Half(at + (Is64 ? 6 : 14));
        var value = Address(view, at + (Is64 ? 8 : 4));
        var size = Address(view, at + (Is64 ? 16 : 8));
        return new(names.Text(view.Word(at)), section, value, size, (ElfSymbolKind)(info & 15), info >> 4 == 0);
    }

    public ElfRelocation Relocation(ByteView view, long at, int section)
    {
        var offset = Address(view, at);
        if (!Is64) return new(section, offset, view.Word(at + 4) & 0xff, (int)(view.Word(at + 4) >> 8));

        var info = view.Double(at + 8);
        return new(section, offset, (uint)info, (int)Math.Min(info >> 32, int.MaxValue));
    }
}
