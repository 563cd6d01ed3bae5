namespace Tributary.Policy;

/// <summary>A UAPI change that lets programs or maps be inspected more goes into bpftool too (ADV-2).</summary>
public sealed class UapiBpftool() : Rule(new("uapi-bpftool", new("ADV-2"), Severity.Advice, "What programs show goes into bpftool"))
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (series.IsRfc || series.Touches(facts.Area("bpftool"))) return;
        if (UapiLines.FindAdded(series, facts.Area("uapi"), IsShown) is not { } found) return;
        findings.Add(new(Info, found.Patch.Id, $"It adds \"{found.Line.Text.Trim()}\" to {found.Line.Path}, and bpftool does not know it")
        {
            Place = FindingPlace.Diff(found.Line),
            Fix = "If users will want to see it, teach bpftool to show it, in a patch of the series or in the next one",
        });
    }

    // What bpf(BPF_OBJ_GET_INFO_BY_FD) tells, kinds of programs, maps, links and attachments.
    private static bool IsShown(string line) =>
        line.Contains("BPF_PROG_TYPE_", StringComparison.Ordinal) || line.Contains("BPF_MAP_TYPE_", StringComparison.Ordinal) || line.Contains("BPF_LINK_TYPE_", StringComparison.Ordinal) || (line.StartsWith("\tBPF_", StringComparison.Ordinal) && line.TrimEnd().EndsWith(',') && !line.Contains('=', StringComparison.Ordinal) && line.Contains("_ATTACH", StringComparison.Ordinal));
}
