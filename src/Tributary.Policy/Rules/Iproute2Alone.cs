namespace Tributary.Policy;

/// <summary>Patches of iproute2 are delegated to its own maintainer, so they stand in a series of their own (IPR-3).</summary>
public sealed class Iproute2Alone() : Rule(new("iproute2-alone", new("IPR-3"), Severity.Warning, "Kernel and iproute2 stand in one series"))
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (facts.Area("ip-tools").IsEmpty || facts.Area("core").IsEmpty) return;
        SeriesPart? tool = null;
        foreach (var patch in series.Patches)
        {
            if (tool is null && PathPattern.IsOnly(patch.Mail, facts.Area("ip-tools"))) tool = patch;
        }

        if (tool is null || !series.Touches(facts.Areas("core", "uapi", "bpf-selftests"))) return;
        findings.Add(new(Info, tool.Id, $"This file is another repository's, in a series for the kernel: {tool.Mail.Files[0].Path}")
        {
            Fix = "Send it as a series of its own: another maintainer takes it, into another repository",
        });
    }
}
