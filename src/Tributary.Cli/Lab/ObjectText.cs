using Tributary.Lab;

namespace Tributary.Cli;

/// <summary>What is said of an object, for people.</summary>
internal static class ObjectText
{
    /// <summary>The name of the target that made it: <c>bpf</c>, <c>bpfeb</c>, <c>two-step</c>, <c>native</c>, <c>gcc</c> or <c>linked</c>.</summary>
    public static string TargetOf(ObjectReport report) => report.Target.Way switch
    {
        TargetWay.Bpf => report.File.IsBigEndian ? "bpfeb" : "bpf",
        TargetWay.TwoStep => "two-step",
        TargetWay.Gcc => "gcc",
        TargetWay.Linked => "linked",
        _ => "native",
    };

    /// <summary><c>v3</c>.</summary>
    public static string SetOf(InstructionSet set) => $"v{(int)set}";

    /// <summary>What a source needs: <c>bpf</c> and whether it must, or <c>native</c>.</summary>
    public static string NeedOf(NeededTarget target) => target switch
    {
        NeededTarget.BpfAdvised => "bpf (advised)",
        NeededTarget.BpfRequired => "bpf (a must)",
        NeededTarget.Native => "native, then llc -march=bpf",
        _ => "both: part the file",
    };

    /// <summary>Writes the sheet of an object.</summary>
    public static void Write(TextWriter output, string file, ObjectReport report, KernelVerdict kernel)
    {
        output.WriteLine($"{file}: {(report.File.Is64 ? 64 : 32)} bits, {(report.File.IsBigEndian ? "big" : "little")} endian, {ElfMachine.NameOf(report.File.Machine)}");
        output.WriteLine($"  target       {TargetOf(report)}{(report.Target.IsSure ? "" : " (likely)")}: {string.Join("; ", report.Target.Signs)}");
        if (report.AtLeast is { } set) output.WriteLine($"  instructions {report.Instructions}; at least {SetOf(set)}{Arithmetic(report, set)}");
        foreach (var proof in report.Proofs) output.WriteLine($"    {ProofOf(proof)}");
        output.WriteLine($"  kernel       {kernel.Kernel} {(kernel.Takes ? "takes it" : "does not take it")}{Least(kernel)}");
        foreach (var missing in kernel.Missing) output.WriteLine($"    {TerminalText.Line(missing)}");
        foreach (var program in report.Programs) output.WriteLine($"  program      {TerminalText.Line(program.Name)} in {TerminalText.Line(program.Section)}, {program.Instructions} places{(program.Type is null ? "" : $", {program.Type}")}");
        foreach (var map in report.Maps) output.WriteLine($"  map          {TerminalText.Line(map.Name)}: {map.Type}, key {map.KeySize}, value {map.ValueSize}, {map.MaxEntries} entries");
        if (report.Types is { } types) output.WriteLine($"  BTF          {types.Types.Length - 1} types, {types.Functions} functions, {types.Lines} lines, {types.Relocations} relocations");
        if (report.Licence is { } licence) output.WriteLine($"  licence      {TerminalText.Line(licence)}");
        foreach (var relocation in report.Relocations) output.WriteLine($"  relocations  {relocation.Count} in {TerminalText.Line(relocation.Section)} against {TerminalText.Line(relocation.Against)}");
        foreach (var fault in report.Faults)
        {
            output.WriteLine($"  {(fault.IsSevere ? "WRONG" : "note ")}        {fault.What} [{fault.Id}]");
            output.WriteLine($"    → {fault.Mend}");
        }
    }

    /// <summary>Writes what a source needs.</summary>
    public static void Write(TextWriter output, string file, SourceAdvice advice)
    {
        output.WriteLine($"{file}: target {NeedOf(advice.Needs)}");
        foreach (var reason in advice.Reasons) output.WriteLine($"  {(reason.Line > 0 ? $"{file}:{reason.Line}: " : "")}{TerminalText.Line(reason.Says)}");
    }

    // Without a jump of 32 bits the arithmetic alone tells no version.
    private static string Arithmetic(ObjectReport report, InstructionSet set) =>
        !report.HasArithmetic32 || set >= InstructionSet.V3 ? "" : $" with arithmetic of 32 bits: made with v3 or later, or with -mattr=+alu32";

    private static string ProofOf(InstructionProof proof) =>
        $"{(proof.Need.Set is { } set ? SetOf(set) : "  ")} {proof.Need.What}: {proof.Text}  ({(proof.Function.Length > 0 ? TerminalText.Line(proof.Function) : TerminalText.Line(proof.Section))}+{proof.Offset:#,0}, {proof.Count} of them)";

    private static string Least(KernelVerdict kernel) => kernel.Because.Length == 0 ? "" : $"; it needs {kernel.Least} for {TerminalText.Line(kernel.Because)}";
}
