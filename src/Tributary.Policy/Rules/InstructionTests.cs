namespace Tributary.Policy;

/// <summary>A new instruction comes with tests for the JITs and the verifier (REQ-6).</summary>
public sealed class InstructionTests() : Rule(new("instruction-tests", new("REQ-6"), Severity.Error, "A new instruction comes without tests"))
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (series.IsRfc || series.Touches(facts.Area("jit-tests")) || NewInstruction.Find(series, facts) is not { } found) return;
        findings.Add(new(Info, found.Patch.Id, $"It adds the instruction {found.Name}, and no test of the JITs or the verifier")
        {
            Place = FindingPlace.Diff(found.Line),
            Fix = $"Add tests: {string.Join(" and ", facts.Area("jit-tests"))}",
        });
    }
}
