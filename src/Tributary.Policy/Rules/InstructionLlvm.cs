namespace Tributary.Policy;

/// <summary>After the kernel took a new instruction LLVM's back end gets it (REQ-7).</summary>
public sealed class InstructionLlvm() : Rule(new("instruction-llvm", new("REQ-7"), Severity.Advice, "A new instruction goes to LLVM too"))
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (NewInstruction.Find(series, facts) is not { } found) return;
        findings.Add(new(Info, found.Patch.Id, $"It adds the instruction {found.Name}: compilers do not know it yet")
        {
            Place = FindingPlace.Diff(found.Line),
            Fix = $"Once it is in, send the change to LLVM's BPF back end, with a new -mcpu version and its probing{(facts.Profile.Llvm is { } llvm ? $" ({llvm.Repositories[0]})" : "")}",
        });
    }
}
