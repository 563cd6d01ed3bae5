namespace Tributary.Policy;

/// <summary>A rule that looks at each patch of a series by itself.</summary>
public interface IPatchRule : IRule
{
    /// <summary>What is wrong with a patch; nothing where all is well.</summary>
    /// <param name="patch">The patch.</param>
    /// <param name="series">The series that it belongs to.</param>
    /// <param name="facts">What is known beside the mail.</param>
    IEnumerable<Finding> Check(SeriesPart patch, SeriesMail series, Facts facts);
}
