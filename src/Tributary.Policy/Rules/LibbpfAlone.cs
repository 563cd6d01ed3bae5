namespace Tributary.Policy;

/// <summary>libbpf is also built outside of the kernel: its changes stand in patches of their own.</summary>
public sealed class LibbpfAlone() : PatchRule(new("libbpf-alone", Clause.General, Severity.Warning, "A patch changes libbpf and something else"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        if (!PathPattern.TouchesAny(patch.Mail, facts.Area("libbpf"))) return;
        var other = patch.Mail.Files.FirstOrDefault(file => !PathPattern.MatchesAny(facts.Areas("libbpf", "uapi-copies"), file.Path));
        if (other is null || !PathPattern.MatchesAny(facts.Areas("core", "bpf-selftests", "uapi", "samples"), other.Path)) return;
        findings.Add(new(Info, patch.Id, $"It changes libbpf and {other.Path} in one patch")
        {
            Place = FindingPlace.Subject with { Path = other.Path },
            Fix = "Put the change of libbpf into a patch of its own: it is also built from a copy outside of the kernel",
        });
    }
}
