using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>What the rules would like to know of a series: the caller looks it up at one go.</summary>
public static class FactQuestions
{
    /// <summary>The commits that the trailers <c>Fixes:</c> and the lines <c>base-commit:</c> name, as they are written, each once.</summary>
    public static ImmutableArray<string> Commits(SeriesMail series) =>
    [
        .. series.Patches.SelectMany(patch => FixesLine.Of(patch)).Where(line => line.Hex.Length >= FixesLine.LeastDigits).Select(line => line.Hex)
            .Concat(series.Letters.Select(part => part.Mail.BaseCommit).OfType<string>())
            .Distinct(StringComparer.Ordinal),
    ];
}
