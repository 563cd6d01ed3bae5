using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>Whether a kernel takes an object, as far as its instructions, program types and maps tell (LLV-4). The verifier has the last word.</summary>
/// <param name="Kernel">The kernel asked for.</param>
/// <param name="Least">The first kernel that has all it needs.</param>
/// <param name="Because">What that kernel first had, a clause.</param>
/// <param name="Missing">What the kernel asked for lacks, a clause each; empty when it takes the object.</param>
public sealed record KernelVerdict(KernelRelease Kernel, KernelRelease Least, string Because, ImmutableArray<string> Missing)
{
    // Linux 3.18 had BPF's first instructions; programs of sockets came with 3.19.
    private static readonly KernelRelease First = new(3, 18);

    /// <summary>True when nothing is missing.</summary>
    public bool Takes => Missing.IsEmpty;

    /// <summary>Holds an object against a kernel.</summary>
    /// <param name="report">The object.</param>
    /// <param name="kernel">The kernel.</param>
    public static KernelVerdict Of(ObjectReport report, KernelRelease kernel)
    {
        if (report.Target.Way == TargetWay.Native) return new(kernel, First, "", [$"it is code for {ElfMachine.NameOf(report.File.Machine)}, which no kernel takes as BPF"]);

        (KernelRelease Kernel, string What)[] needs =
        [
            .. report.Proofs.Select(proof => (proof.Need.Kernel, $"{proof.Need.What} ({proof.Text} in {(proof.Function.Length > 0 ? proof.Function : proof.Section)})")),
            .. report.Programs.Where(program => program.Kernel is not null).Select(program => (program.Kernel!.Value, $"programs of type {program.Type} ({program.Name})")),
            .. report.Maps.Where(map => map.Kernel is not null).Select(map => (map.Kernel!.Value, map.Form == MapForm.Variables ? $"variables of a program ({map.Name})" : $"maps of type {map.Type} ({map.Name})")),
        ];
        var greatest = needs.OrderByDescending(need => need.Kernel).FirstOrDefault((First, "BPF"));
        return new(kernel, greatest.Item1, greatest.Item2,
            [.. needs.Where(need => need.Kernel > kernel).OrderByDescending(need => need.Kernel).Select(need => $"{need.What} came with {need.Kernel}").Distinct()]);
    }
}
