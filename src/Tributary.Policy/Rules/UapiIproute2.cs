namespace Tributary.Policy;

/// <summary>A UAPI change of XDP or tc goes into iproute2's loader too (ADV-3).</summary>
public sealed class UapiIproute2() : Rule(new("uapi-iproute2", new("ADV-3"), Severity.Advice, "What XDP and tc learn goes into iproute2"))
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (series.IsRfc || facts.Tree is { Kind: TreeKind.Tools }) return;
        if (UapiLines.FindAdded(series, facts.Area("uapi-network"), IsNetwork) is not { } found) return;
        findings.Add(new(Info, found.Patch.Id, $"It adds \"{found.Line.Text.Trim()}\" to {found.Line.Path}, and iproute2 does not know it")
        {
            Place = FindingPlace.Diff(found.Line),
            Fix = "If users set it with ip or tc, send the change of iproute2 too once the kernel's is in",
        });
    }

    private static bool IsNetwork(string line) =>
        line.Contains("XDP_FLAGS_", StringComparison.Ordinal) || line.Contains("IFLA_XDP_", StringComparison.Ordinal) || line.Contains("TCA_BPF_", StringComparison.Ordinal) || line.Contains("TCA_ACT_BPF_", StringComparison.Ordinal)
        || (line.Contains("BPF_PROG_TYPE_SCHED", StringComparison.Ordinal) || line.Contains("BPF_PROG_TYPE_XDP", StringComparison.Ordinal));
}
