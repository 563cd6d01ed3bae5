using Tributary.Patches;

namespace Tributary.Policy;

/// <summary>What looks like a test belongs in the selftests, which bots run; a simple demo may go to samples (ADV-1).</summary>
public sealed class SamplesOrSelftests : IPatchRule
{
    /// <inheritdoc />
    public RuleInfo Info { get; } = new("samples-or-selftests", new("ADV-1"), Severity.Advice, "What bots should run goes into samples");

    /// <inheritdoc />
    public IEnumerable<Finding> Check(SeriesPart patch, SeriesMail series, Facts facts)
    {
        foreach (var file in patch.Mail.Files)
        {
            if (file.Change != DiffChange.Added || !PathPattern.MatchesAny(facts.Area("samples"), file.Path)) continue;
            yield return new(Info, patch.Id, $"{file.Path} is new, and nobody runs the samples")
            {
                Place = FindingPlace.Subject with { Path = file.Path },
                Fix = $"Make a selftest of it ({facts.Area("bpf-selftests").FirstOrDefault() ?? "the selftests"}); a simple demo may stay a sample",
            };
            yield break;
        }
    }
}
