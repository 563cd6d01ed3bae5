using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>
/// Reads ELF object files (System V ABI, chapter 4; both widths and byte orders). Any bytes give a file or a reason: nothing is read that does not stand
/// there, and no number in the file is believed before it was held against the file's size.
/// </summary>
public static class ElfReader
{
    // The kernel's own selftests make objects of a few megabytes with some hundred sections.
    private const long LargestFile = 512L * 1024 * 1024;
    private const int MostSections = 65_536;
    private const int MostEntries = 4_000_000;

    /// <summary>Reads one.</summary>
    /// <param name="bytes">The whole file.</param>
    public static ElfReading Read(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        if (span.Length > LargestFile) return Wrong($"it has {span.Length} bytes; no object file is larger than {LargestFile}");
        if (span.Length < 4 || !span[..4].SequenceEqual("\u007fELF"u8)) return Wrong(NotElf(span));
        if (span.Length < 20) return Wrong("it ends within the ELF header");
        if (span[4] is not (1 or 2)) return Wrong($"its ELF class is {span[4]}, neither 32 nor 64 bits");
        if (span[5] is not (1 or 2)) return Wrong($"its byte order is {span[5]}, neither little nor big endian");

        var view = new ByteView(span, span[5] == 2);
        var layout = new ElfLayout(span[4] == 2);
        if (!view.Has(0, layout.HeaderSize)) return Wrong("it ends within the ELF header");

        var file = new ElfFile { Is64 = layout.Is64, IsBigEndian = view.IsBigEndian, Type = view.Half(16), Machine = view.Half(18), Sections = [], Bytes = bytes };
        var wrong = ReadSections(view, layout, out var sections);
        if (wrong is not null) return Wrong(wrong);

        file = file with { Sections = sections };
        return ReadSymbols(view, layout, ref file) is { } why ? Wrong(why) : new ElfReading.Done(file with { Relocations = ReadRelocations(view, layout, file) });
    }

    private static ElfReading.Wrong Wrong(string why) => new(why);

    private static string NotElf(ReadOnlySpan<byte> span) =>
        span.IsEmpty ? "it is empty"
        : span.StartsWith("!<arch>\n"u8) ? "it is an archive; take the objects out first (ar x)"
        : span is [(byte)'B', (byte)'C', 0xc0, 0xde, ..] ? "it is LLVM bitcode; make an object of it (llc -march=bpf -filetype=obj)"
        : "it is no ELF object file";

    private static string? ReadSections(ByteView view, ElfLayout layout, out ImmutableArray<ElfSection> sections)
    {
        sections = [];
        var start = layout.Address(view, layout.SectionTableAt);
        long count = view.Half(layout.SectionCountAt);
        long names = view.Half(layout.SectionNamesAt);
        if (start == 0) return "it has no section table (stripped to the bone?)";
        if (!view.Has(start, layout.SectionSize)) return "its section table lies beyond the end of the file";

        // More than 65,279 sections: the first section tells.
        if (count == 0) count = layout.Address(view, start + layout.SizeInSection);
        if (names == 0xffff) names = view.Word(start + layout.LinkInSection);
        if (count is <= 0 or > MostSections || !view.Has(start, count * layout.SectionSize)) return $"its section table of {count} entries lies beyond the end of the file";

        var read = ImmutableArray.CreateBuilder<ElfSection>((int)count);
        for (var i = 0; i < count; i++) read.Add(layout.Section(view, start + i * layout.SectionSize, i));
        foreach (var section in read)
        {
            if (section.Type is not (0 or ElfSection.NoBits) && !view.Has(section.Offset, section.Size))
                return $"section {section.Number} of {section.Size} bytes at {section.Offset} lies beyond the end of the file, which is cut short or damaged";
        }

        if (names >= count) return $"section {names}, said to hold the sections' names, is not there";

        var text = view.Slice(read[(int)names].Offset, read[(int)names].Size);
        for (var i = 0; i < count; i++) read[i] = read[i] with { Name = text.Text(view.Word(start + (long)i * layout.SectionSize)) };
        sections = read.MoveToImmutable();
        return null;
    }

    private static string? ReadSymbols(ByteView view, ElfLayout layout, ref ElfFile file)
    {
        if (file.Sections.FirstOrDefault(section => section.Type == ElfSection.SymbolTable) is not { } table) return null;
        var count = table.Size / layout.SymbolSize;
        if (count > MostEntries) return $"its symbol table of {count} entries is larger than any";
        if (table.Link >= file.Sections.Length) return $"section {table.Link}, said to hold the symbols' names, is not there";

        var names = file.Sections[(int)table.Link] is { Type: not ElfSection.NoBits } strings ? view.Slice(strings.Offset, strings.Size) : view.Slice(0, 0);
        var symbols = ImmutableArray.CreateBuilder<ElfSymbol>((int)count);
        for (var i = 0; i < count; i++) symbols.Add(layout.Symbol(view, table.Offset + i * layout.SymbolSize, names));
        file = file with { Symbols = symbols.MoveToImmutable() };
        return null;
    }

    private static ImmutableArray<ElfRelocation> ReadRelocations(ByteView view, ElfLayout layout, ElfFile file)
    {
        var found = ImmutableArray.CreateBuilder<ElfRelocation>();
        foreach (var section in file.Sections.Where(section => section.Type is ElfSection.RelocationsPlain or ElfSection.RelocationsWithAddends && section.Info < file.Sections.Length))
        {
            var size = layout.RelocationSize(section.Type == ElfSection.RelocationsWithAddends);
            var count = Math.Min(section.Size / size, MostEntries - found.Count);
            for (var i = 0; i < count; i++) found.Add(layout.Relocation(view, section.Offset + i * size, (int)section.Info));
        }

        return found.ToImmutable();
    }
}
