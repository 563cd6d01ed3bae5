namespace Tributary.Policy;

/// <summary>The people of all JITs hear of a new instruction (REQ-6).</summary>
public sealed class InstructionJits() : Rule(new("instruction-jits", new("REQ-6"), Severity.Advice, "A new instruction concerns every JIT"))
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (NewInstruction.Find(series, facts) is not { } found) return;
        findings.Add(new(Info, found.Patch.Id, $"It adds the instruction {found.Name}: every architecture's JIT must take or refuse it")
        {
            Place = FindingPlace.Diff(found.Line),
            Fix = $"Put the people who keep the JITs into Cc: git log --format='%an <%ae>' -- {string.Join(' ', facts.Area("jit"))}",
        });
    }
}
