using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>For each need of an object the first instruction that has it.</summary>
internal static class InstructionProofs
{
    /// <summary>The proofs, the greatest need first.</summary>
    public static ImmutableArray<InstructionProof> Of(ImmutableArray<(ElfSection Section, ImmutableArray<BpfInstruction> Code)> sections, FunctionPlaces functions)
    {
        var found = new Dictionary<InstructionNeed, (ElfSection Section, BpfInstruction First, int Count)>();
        foreach (var (section, code) in sections)
        {
            foreach (var instruction in code)
            {
                if (InstructionNeeds.Find(instruction) is not { } need) continue;

                found[need] = found.TryGetValue(need, out var seen) ? seen with { Count = seen.Count + 1 } : (section, instruction, 1);
            }
        }

        return
        [
            .. found.OrderByDescending(entry => entry.Key.Kernel).ThenByDescending(entry => entry.Key.Set).ThenBy(entry => entry.Key.What, StringComparer.Ordinal)
                .Select(entry => new InstructionProof(
                    entry.Key, entry.Value.Section.Name, functions.NameAt(entry.Value.Section, entry.Value.First.Offset), entry.Value.First.Offset,
                    InstructionText.Of(entry.Value.First), entry.Value.Count)),
        ];
    }
}
