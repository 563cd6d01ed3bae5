using System.Collections.Immutable;
using Tributary.Lab;

namespace Tributary.Cli;

/// <summary>What <c>trib object --json</c> prints of an object file.</summary>
internal sealed record ObjectView
{
    public required string File { get; init; }
    public required string Machine { get; init; }
    public required string ByteOrder { get; init; }
    public required int Bits { get; init; }
    public required TargetView Target { get; init; }
    public required string? InstructionSet { get; init; }
    public required bool Alu32 { get; init; }
    public required int Instructions { get; init; }
    public required ImmutableArray<ProofView> Proofs { get; init; }
    public required KernelView Kernel { get; init; }
    public required ImmutableArray<ProgramView> Programs { get; init; }
    public required ImmutableArray<MapView> Maps { get; init; }
    public required BtfView? Btf { get; init; }
    public required string? License { get; init; }
    public required ImmutableArray<RelocationCount> Relocations { get; init; }
    public required ImmutableArray<FaultView> Problems { get; init; }

    /// <summary>Of a report.</summary>
    public static ObjectView From(string file, ObjectReport report, KernelVerdict kernel) => new()
    {
        File = file,
        Machine = ElfMachine.NameOf(report.File.Machine),
        ByteOrder = report.File.IsBigEndian ? "big" : "little",
        Bits = report.File.Is64 ? 64 : 32,
        Target = new(ObjectText.TargetOf(report), report.Target.IsSure, report.Target.Signs),
        InstructionSet = report.AtLeast is { } set ? ObjectText.SetOf(set) : null,
        Alu32 = report.HasArithmetic32,
        Instructions = report.Instructions,
        Proofs = [.. report.Proofs.Select(ProofView.From)],
        Kernel = new($"{kernel.Kernel}", kernel.Takes, $"{kernel.Least}", kernel.Because, kernel.Missing),
        Programs = [.. report.Programs.Select(program => new ProgramView(program.Name, program.Section, program.Offset, program.Instructions, program.Type))],
        Maps = [.. report.Maps.Select(map => new MapView(map.Name, map.Type, map.KeySize, map.ValueSize, map.MaxEntries, map.Form.ToString().ToLowerInvariant()))],
        Btf = report.Types is { } types ? new(types.Types.Length - 1, types.Functions, types.Lines, types.Relocations) : null,
        License = report.Licence,
        Relocations = report.Relocations,
        Problems = [.. report.Faults.Select(fault => new FaultView(fault.Id, fault.IsSevere ? "error" : "warning", fault.What, fault.Mend))],
    };
}

internal sealed record TargetView(string Name, bool Sure, ImmutableArray<string> Signs);

internal sealed record ProofView(string? Needs, string Kernel, string What, string Section, string Function, int Offset, string Instruction, int Count)
{
    public static ProofView From(InstructionProof proof) => new(
        proof.Need.Set is { } set ? ObjectText.SetOf(set) : null, $"{proof.Need.Kernel}", proof.Need.What, proof.Section, proof.Function, proof.Offset, proof.Text, proof.Count);
}

internal sealed record KernelView(string Release, bool Takes, string Least, string Because, ImmutableArray<string> Missing);

internal sealed record ProgramView(string Name, string Section, long Offset, long Instructions, string? Type);

internal sealed record MapView(string Name, string Type, long KeySize, long ValueSize, long MaxEntries, string Form);

internal sealed record BtfView(int Types, int Functions, int Lines, int Relocations);

internal sealed record FaultView(string Id, string Severity, string What, string Fix);

/// <summary>What <c>trib object --json</c> prints of a source file.</summary>
internal sealed record SourceView(string File, string Target, ImmutableArray<SourceReasonView> Reasons);

internal sealed record SourceReasonView(int? Line, string Target, string Says);
