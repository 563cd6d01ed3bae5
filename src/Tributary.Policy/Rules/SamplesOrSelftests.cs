using Tributary.Patches;

namespace Tributary.Policy;

/// <summary>What looks like a test belongs in the selftests, which bots run; a simple demo may go to samples (ADV-1).</summary>
public sealed class SamplesOrSelftests() : PatchRule(new("samples-or-selftests", new("ADV-1"), Severity.Advice, "What bots should run goes into samples"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var file in patch.Mail.Files)
        {
            if (file.Change != DiffChange.Added || !PathPattern.MatchesAny(facts.Area("samples"), file.Path)) continue;
            findings.Add(new(Info, patch.Id, $"{file.Path} is new, and nobody runs the samples")
            {
                Place = FindingPlace.Subject with { Path = file.Path },
                Fix = $"Make a selftest of it ({facts.Area("bpf-selftests").FirstOrDefault() ?? "the selftests"}); a simple demo may stay a sample",
            });
            return;
        }
    }
}
