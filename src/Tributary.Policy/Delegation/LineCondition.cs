using System.Text.RegularExpressions;

namespace Tributary.Policy;

/// <summary>What a changed line of a patch holds.</summary>
/// <param name="Text">The text, as it stands; or a pattern.</param>
/// <param name="Side">Which lines are looked at.</param>
/// <param name="IsPattern">
/// The text is a regular expression that is matched in linear time: without references back and looking around, which would let one line hold the server up.
/// </param>
public sealed record LineCondition(string Text, ChangedLines Side, bool IsPattern)
{
    /// <summary>A line is looked at up to here.</summary>
    public const int MostCharacters = 2000;

    // Matching is linear; this only bounds an enormous line times an enormous pattern.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    /// <summary>The condition in words.</summary>
    public string Describe() => $"{(IsPattern ? "pattern" : "text")} “{Text}” in {Side switch { ChangedLines.Added => "an added", ChangedLines.Removed => "a removed", _ => "a changed" }} line";

    /// <summary>The expression of a pattern; null where it is none, or none that can be taken.</summary>
    public Regex? FindExpression()
    {
        if (!IsPattern) return null;
        try
        {
            return new(Text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Patience);
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}

/// <summary>Which lines of a diff are looked at.</summary>
public enum ChangedLines
{
    /// <summary>Added and removed ones.</summary>
    Changed = 0,

    /// <summary>Added ones.</summary>
    Added = 1,

    /// <summary>Removed ones.</summary>
    Removed = 2,
}
