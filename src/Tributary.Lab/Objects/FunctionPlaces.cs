using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>Where the functions of an object begin.</summary>
internal sealed class FunctionPlaces
{
    private readonly ImmutableArray<(ElfSection Section, ElfSymbol Symbol)> _functions;

    public FunctionPlaces(ElfFile file)
    {
        _functions =
        [
            .. file.Symbols.Where(symbol => symbol.Kind == ElfSymbolKind.Function && symbol.Section > 0 && symbol.Section < file.Sections.Length && file.Sections[symbol.Section].IsCode)
                .Select(symbol => (file.Sections[symbol.Section], symbol)).OrderBy(function => function.symbol.Section).ThenBy(function => function.symbol.Value),
        ];
    }

    /// <summary>The function that a place of a section is in, or empty.</summary>
    public string NameAt(ElfSection section, long offset) =>
        _functions.LastOrDefault(function => function.Section.Number == section.Number && function.Symbol.Value <= offset).Symbol?.Name ?? "";

    /// <summary>The functions, with what their section's name asks for.</summary>
    public ImmutableArray<ObjectProgram> Programs() =>
    [
        .. _functions.Select(function =>
        {
            var type = function.Section.Name == ".text" ? null : ProgramTypes.Find(function.Section.Name);
            return new ObjectProgram(function.Symbol.Name, function.Section.Name, function.Symbol.Value, function.Symbol.Size / 8, type?.Type, type?.Kernel);
        }),
    ];
}
