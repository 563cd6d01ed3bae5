namespace Tributary.Policy;

/// <summary>A rule that looks at each patch of a series by itself.</summary>
/// <param name="info">Its id, clause, severity and title.</param>
public abstract class PatchRule(RuleInfo info) : Rule(info)
{
    /// <inheritdoc />
    public sealed override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var patch in series.Patches) Check(patch, series, facts, findings);
    }

    /// <summary>Says what is wrong with a patch; nothing where all is well.</summary>
    /// <param name="patch">The patch.</param>
    /// <param name="series">The series that it belongs to.</param>
    /// <param name="facts">What is known beside the mail.</param>
    /// <param name="findings">Where each thing that is wrong is added.</param>
    public abstract void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings);
}
