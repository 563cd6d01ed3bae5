namespace Tributary.Policy;

/// <summary>A series is not longer than people can review.</summary>
public sealed class ManyPatches() : Rule(new("many-patches", Clause.General, Severity.Warning, "The series has more patches than people like to read"))
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        var most = facts.Profile.Checks.MostPatches;
        if (series.Total <= most || series.IsRfc) return;
        findings.Add(new(Info, series.Head.Id, $"The series has {series.Total} patches") { Fix = $"Send at most {most} at a time: a part that stands alone first, the others when it is in" });
    }
}
