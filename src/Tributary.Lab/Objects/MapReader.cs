using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>The maps of an object: defined by types (<c>.maps</c>), by numbers (<c>maps</c>), or sections of variables.</summary>
internal static class MapReader
{
    private static readonly KernelRelease Variables = new(5, 2);

    /// <summary>All of them.</summary>
    public static ImmutableArray<ObjectMap> Read(ElfFile file, Btf? btf) => [.. Legacy(file), .. ByTypes(btf), .. OfVariables(file)];

    private static List<ObjectMap> Legacy(ElfFile file)
    {
        // struct bpf_map_def: five numbers, of which iproute2 has more and old samples fewer.
        const int fields = 16;
        if (file.Find("maps") is not { } section) return [];

        var found = new List<ObjectMap>();
        foreach (var symbol in file.Symbols.Where(symbol => symbol.Section == section.Number && symbol.Kind is ElfSymbolKind.Variable or ElfSymbolKind.None && symbol.Name.Length > 0))
        {
            var bytes = file.BytesOf(section);
            if (!bytes.Has(symbol.Value, fields)) continue;

            var type = bytes.Word(symbol.Value);
            found.Add(new(symbol.Name, MapTypes.NameOf(type), bytes.Word(symbol.Value + 4), bytes.Word(symbol.Value + 8), bytes.Word(symbol.Value + 12), MapTypes.KernelOf(type), MapForm.Legacy));
        }

        return found;
    }

    private static IEnumerable<ObjectMap> ByTypes(Btf? btf)
    {
        if (btf?.Types.FirstOrDefault(type => type is { Kind: BtfKind.Section, Name: ".maps" }) is not { } section) return [];

        return from member in section.Members
               let variable = btf[member.Type]
               where variable.Kind == BtfKind.Variable
               select ByType(btf, variable.Name, btf.Bare(variable.SizeOrType));
    }

    private static ObjectMap ByType(Btf btf, string name, BtfType definition)
    {
        var type = Number("type");
        return new(name, MapTypes.NameOf(type), SizeOf("key", "key_size"), SizeOf("value", "value_size"), Number("max_entries"), MapTypes.KernelOf(type), MapForm.Btf);

        // __uint(type, 2) is written as int (*type)[2].
        long Number(string field) => Pointed(field) is { } pointed && btf.Bare(pointed) is { Kind: BtfKind.Array } array ? array.Elements : 0;

        long SizeOf(string field, string sizeField) => Pointed(field) is { } pointed ? btf.SizeOf(pointed) : Number(sizeField);

        uint? Pointed(string field) =>
            definition.Members.FirstOrDefault(member => member.Name == field) is { Name: not null } found && btf.Bare(found.Type) is { Kind: BtfKind.PointerTo } pointer
                ? pointer.SizeOrType : null;
    }

    private static IEnumerable<ObjectMap> OfVariables(ElfFile file) =>
        file.Sections.Where(section => section.Size > 0 && IsVariables(section.Name))
            .Select(section => new ObjectMap(section.Name, "array", 4, section.Size, 1, Variables, MapForm.Variables));

    private static bool IsVariables(string name) =>
        name is ".data" or ".bss" or ".rodata" or ".kconfig" || name.StartsWith(".data.", StringComparison.Ordinal) || name.StartsWith(".bss.", StringComparison.Ordinal)
        || name.StartsWith(".rodata.", StringComparison.Ordinal);
}
