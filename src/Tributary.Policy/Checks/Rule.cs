namespace Tributary.Policy;

/// <summary>A rule of the handbook. It reads and never fetches: what git, MAINTAINERS or the queue know comes as <see cref="Facts"/>.</summary>
/// <param name="info">Its id, clause, severity and title.</param>
public abstract class Rule(RuleInfo info)
{
    /// <summary>Its id, clause, severity and title.</summary>
    public RuleInfo Info { get; } = info;

    /// <summary>Says what is wrong with a series; nothing where all is well.</summary>
    /// <param name="series">The series: cover letter, patches, replies.</param>
    /// <param name="facts">What is known beside the mail.</param>
    /// <param name="findings">Where each thing that is wrong is added.</param>
    public abstract void Check(SeriesMail series, Facts facts, Findings findings);
}
