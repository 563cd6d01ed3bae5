namespace Tributary.Policy;

/// <summary>Selftests stand in patches of their own.</summary>
public sealed class SelftestsAlone() : PatchRule(new("selftests-alone", Clause.General, Severity.Warning, "A patch changes code and its selftests together"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        if (!PathPattern.TouchesAny(patch.Mail, facts.Area("bpf-selftests")) || patch.IsRevert) return;
        var other = patch.Mail.Files.FirstOrDefault(file => PathPattern.MatchesAny(facts.Areas("core", "uapi"), file.Path));
        // A word renamed everywhere is one change.
        if (other is null || patch.Mail.Files.Where(file => PathPattern.MatchesAny(facts.Area("bpf-selftests"), file.Path)).Sum(file => file.Added) < LeastLines) return;
        findings.Add(new(Info, patch.Id, $"It changes {other.Path} and selftests in one patch")
        {
            Place = FindingPlace.Subject with { Path = other.Path },
            Fix = "Put the selftests into a patch of their own behind it, so that either can be taken or backported alone",
        });
    }

    private const int LeastLines = 10;
}
