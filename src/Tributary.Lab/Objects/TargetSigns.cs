using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>
/// Finds out which way an object was compiled, by several signs, since flags can hide any one of them: unwind tables (the native target leaves <c>.eh_frame</c>, <c>-target bpf</c> at most
/// <c>.debug_frame</c>), the address table that clang writes for BPF and llc does not, tables that the native optimiser makes of a switch, and the compiler's own word.
/// </summary>
internal static class TargetSigns
{
    private const int Strong = 3;
    private const int Weak = 1;

    /// <summary>Decides.</summary>
    public static ObjectTarget Decide(ElfFile file)
    {
        if (file.Machine != ElfMachine.Bpf) return new(TargetWay.Native, true, [$"the machine is {ElfMachine.NameOf(file.Machine)}, not BPF"]);
        if (Comment(file).StartsWith("GCC:", StringComparison.Ordinal)) return new(TargetWay.Gcc, true, [$".comment says {Comment(file)}"]);

        // Its assembler makes these three of any source; LLVM's makes no section that holds nothing.
        if (file.Find(".data") is { Size: 0 } && file.Find(".bss") is { Size: 0 } && file.Find(".llvm_addrsig") is null) return new(TargetWay.Gcc, false, [".data and .bss are there and hold nothing, as GNU's assembler leaves them"]);

        Sign[] signs = [.. Signs(file)];
        var balance = signs.Sum(sign => sign.Way == TargetWay.TwoStep ? sign.Weight : -sign.Weight);
        if (signs.All(sign => sign.Weight < Strong) && IsLinked(file)) return new(TargetWay.Linked, false, ["the symbol table follows the names at once, as bpftool's linker writes it"]);

        var way = balance > 0 ? TargetWay.TwoStep : TargetWay.Bpf;
        ImmutableArray<string> told = [.. signs.Where(sign => sign.Way == way).Select(sign => sign.Says), .. signs.Where(sign => sign.Way != way).Select(sign => $"against it: {sign.Says}")];
        return new(way, Math.Abs(balance) >= Strong, told.IsEmpty ? ["the machine is BPF, and nothing else tells"] : told);
    }

    private static IEnumerable<Sign> Signs(ElfFile file)
    {
        if (file.Find(".eh_frame") is not null) yield return new(TargetWay.TwoStep, Strong, "it has .eh_frame, which the native target leaves even without -g");
        if (file.Find(".llvm_addrsig") is not null) yield return new(TargetWay.Bpf, Strong, "it has .llvm_addrsig, which clang writes and llc does not");
        else yield return new(TargetWay.TwoStep, Weak, "it has no .llvm_addrsig, which clang -target bpf writes");
        // Bitcode of -target bpf that went through llc (LTO) shows neither.
        if (file.Find(".eh_frame") is null) yield return new(TargetWay.Bpf, Weak, "it has no .eh_frame, which the native target leaves");
        if (file.Find(".debug_frame") is not null && file.Find(".eh_frame") is null) yield return new(TargetWay.Bpf, Strong, "its unwind table is .debug_frame, not .eh_frame");
        if (SwitchTables.Find(file) is not null) yield return new(TargetWay.TwoStep, Strong, "a switch became a table in .rodata, which the native optimiser does");
    }

    // GNU's assembler begins it with an empty string.
    private static string Comment(ElfFile file)
    {
        if (file.Find(".comment") is not { Type: ElfSection.ProgramBits } comment) return "";

        var bytes = file.BytesOf(comment);
        return bytes.Text(0) is { Length: > 0 } first ? first : bytes.Text(1);
    }

    private static bool IsLinked(ElfFile file) => file.Sections is [_, { Name: ".strtab" }, { Type: ElfSection.SymbolTable }, ..];

    private sealed record Sign(TargetWay Way, int Weight, string Says);
}
