using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>What a JIT learns is tested in lib/test_bpf or the selftests (REQ-6).</summary>
public sealed class JitTests() : Rule(new("jit-tests", new("REQ-6"), Severity.Advice, "A JIT learns something without a test"))
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (series.IsRfc || series.Touches(facts.Area("jit-tests")) || facts.Area("jit").IsEmpty) return;
        foreach (var patch in series.Patches)
        {
            if (patch.IsRevert || FirstFeature(patch, facts.Area("jit")) is not { Path: var path } line) continue;
            findings.Add(new(Info, patch.Id, $"{path} learns something new, and no test comes with it")
            {
                Place = FindingPlace.Diff(line),
                Fix = $"Add a test ({string.Join(" or ", facts.Area("jit-tests"))}), or say which test that exists covers it",
            });
            return;
        }
    }

    private static DiffText.Line? FirstFeature(SeriesPart patch, ImmutableArray<string> jit)
    {
        foreach (var line in patch.Diff.Added)
        {
            if (PathPattern.MatchesAny(jit, line.Path) && IsFeature(line.Text)) return line;
        }

        return null;
    }

    private static bool IsFeature(string line) =>
        line.Contains("case BPF_", StringComparison.Ordinal) || line.Contains("bool bpf_jit_supports_", StringComparison.Ordinal) || line.Contains("case bpf_", StringComparison.Ordinal);
}
