namespace Tributary.Policy;

/// <summary>A rule that looks at a series as a whole.</summary>
public interface ISeriesRule : IRule
{
    /// <summary>What is wrong with a series; nothing where all is well.</summary>
    /// <param name="series">The series: cover letter, patches, replies.</param>
    /// <param name="facts">What is known beside the mail.</param>
    IEnumerable<Finding> Check(SeriesMail series, Facts facts);
}
