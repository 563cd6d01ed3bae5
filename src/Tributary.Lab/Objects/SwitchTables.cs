namespace Tributary.Lab;

/// <summary>Tables in read-only data that a compiler made of a switch (LLV-5): of addresses to jump to, or of results to look up.</summary>
internal static class SwitchTables
{
    /// <summary>The first one found, or null. Named constants and strings of the program are none.</summary>
    public static SwitchTable? Find(ElfFile file)
    {
        foreach (var section in file.Sections.Where(section => section.Size > 0 && IsReadOnlyData(section.Name)))
        {
            var jumps = file.Relocations.Count(relocation => relocation.Section == section.Number && TargetOf(file, relocation) is { IsCode: true });
            if (jumps > 1) return new(section.Name, IsJumps: true, $"{jumps} addresses of code");
            if (file.Symbols.FirstOrDefault(symbol => symbol.Section == section.Number && symbol.Name.StartsWith("switch.table", StringComparison.Ordinal)) is { } named) return new(section.Name, IsJumps: false, named.Name);
            if (section.Name == ".rodata" && IsUsedWithoutName(file, section)) return new(section.Name, IsJumps: false, "data without a name that code refers to");
        }

        return null;
    }

    // What a program declares has a symbol, and so have string literals of -target bpf; a table of the optimiser's is private, and code refers to the section. (A static
    // constant is referred to by its section too: then a symbol covers the place.)
    private static bool IsUsedWithoutName(ElfFile file, ElfSection data) =>
        file.Relocations.Any(relocation => IsCode(file, relocation.Section) && Symbol(file, relocation) is { Kind: ElfSymbolKind.Section } symbol && symbol.Section == data.Number)
        && !file.Symbols.Any(symbol => symbol.Section == data.Number && symbol.Kind is ElfSymbolKind.Variable or ElfSymbolKind.None && symbol.Name.Length > 0);

    private static bool IsReadOnlyData(string name) => name is ".rodata" || (name.StartsWith(".rodata.", StringComparison.Ordinal) && !name.StartsWith(".rodata.str", StringComparison.Ordinal));

    private static bool IsCode(ElfFile file, int section) => section > 0 && section < file.Sections.Length && file.Sections[section].IsCode;

    private static ElfSymbol? Symbol(ElfFile file, ElfRelocation relocation) => relocation.Symbol > 0 && relocation.Symbol < file.Symbols.Length ? file.Symbols[relocation.Symbol] : null;

    private static ElfSection? TargetOf(ElfFile file, ElfRelocation relocation) =>
        Symbol(file, relocation) is { } symbol && symbol.Section > 0 && symbol.Section < file.Sections.Length ? file.Sections[symbol.Section] : null;
}

/// <summary>A table that was made of a switch.</summary>
/// <param name="Section">Where it is.</param>
/// <param name="IsJumps">True when it holds addresses to jump to, false when it holds results.</param>
/// <param name="Sign">What tells.</param>
internal sealed record SwitchTable(string Section, bool IsJumps, string Sign);
