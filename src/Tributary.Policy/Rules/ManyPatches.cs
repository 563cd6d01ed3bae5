namespace Tributary.Policy;

/// <summary>A series is not longer than people can review.</summary>
public sealed class ManyPatches : ISeriesRule
{
    /// <inheritdoc />
    public RuleInfo Info { get; } = new("many-patches", Clause.General, Severity.Warning, "The series has more patches than people like to read");

    /// <inheritdoc />
    public IEnumerable<Finding> Check(SeriesMail series, Facts facts)
    {
        var most = facts.Profile.Checks.MostPatches;
        if (series.Total <= most || series.IsRfc) yield break;
        yield return new(Info, series.Head.Id, $"The series has {series.Total} patches") { Fix = $"Send at most {most} at a time: a part that stands alone first, the others when it is in" };
    }
}
