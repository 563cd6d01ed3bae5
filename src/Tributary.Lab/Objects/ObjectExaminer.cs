using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>Examines an object file.</summary>
public static class ObjectExaminer
{
    /// <summary>Says all that can be said of it.</summary>
    /// <param name="file">The file, read.</param>
    public static ObjectReport Examine(ElfFile file)
    {
        var report = new ObjectReport { File = file, Target = TargetSigns.Decide(file), Licence = LicenceOf(file), Relocations = RelocationsOf(file) };
        if (file.Machine != ElfMachine.Bpf) return report with { Maps = [], Faults = ObjectFaults.Find(report, wrongTypes: null, brokenCode: []) };

        var types = BtfReader.Read(file, out var wrongTypes);
        var sections = file.Sections.Where(section => section.IsCode).Select(section => (Section: section, Code: BpfCode.Read(file, section))).ToImmutableArray();
        var functions = new FunctionPlaces(file);
        var proofs = InstructionProofs.Of(sections, functions);
        report = report with
        {
            Types = types,
            Instructions = sections.Sum(section => section.Code.Length),
            Proofs = proofs,
            HasArithmetic32 = sections.Any(section => section.Code.Any(static instruction => instruction.Class == BpfClass.Arithmetic32 && instruction.Operation != BpfInstruction.Swap)),
            AtLeast = sections.All(section => section.Code.IsEmpty) ? null : proofs.Max(proof => proof.Need.Set) ?? InstructionSet.V1,
            Programs = functions.Programs(),
            Maps = MapReader.Read(file, types),
        };
        return report with { Faults = ObjectFaults.Find(report, wrongTypes, [.. sections.Where(section => !BpfCode.IsWhole(section.Section, section.Code)).Select(section => section.Section.Name)]) };
    }

    private static string? LicenceOf(ElfFile file) => file.Find("license") is { Type: ElfSection.ProgramBits } section ? file.BytesOf(section).Text(0) : null;

    private static ImmutableArray<RelocationCount> RelocationsOf(ElfFile file) =>
    [
        .. file.Relocations.Where(relocation => relocation.Section < file.Sections.Length && !IsAside(file.Sections[relocation.Section].Name))
            .GroupBy(relocation => (file.Sections[relocation.Section].Name, Against: AgainstOf(file, relocation)))
            .Select(group => new RelocationCount(group.Key.Name, group.Key.Against, group.Count())),
    ];

    private static string AgainstOf(ElfFile file, ElfRelocation relocation)
    {
        if (relocation.Symbol < 0 || relocation.Symbol >= file.Symbols.Length) return $"symbol {relocation.Symbol}, which is not there";

        var symbol = file.Symbols[relocation.Symbol];
        return symbol.Name.Length > 0 ? symbol.Name : symbol.Section > 0 && symbol.Section < file.Sections.Length ? file.Sections[symbol.Section].Name : "nothing";
    }

    private static bool IsAside(string name) => name.StartsWith(".debug", StringComparison.Ordinal) || name is ".BTF" or ".BTF.ext" or ".eh_frame";
}
