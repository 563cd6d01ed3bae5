using System.Collections.Immutable;

namespace Tributary.Server;

/// <summary>What may be a tag of a series: a short word in lower case.</summary>
public static class SeriesTags
{
    /// <summary>A series bears no more.</summary>
    public const int MostTags = 20;

    private const int MostCharacters = 40;
    private const string Signs = "-_.+/";

    /// <summary>The words of a field, parted by blanks or commas, in lower case, each once.</summary>
    public static ImmutableArray<string> Split(string? text) =>
        [.. (text ?? "").ToLowerInvariant().Split([' ', ',', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MostTags * 2)];

    /// <summary>What is wrong with a tag, or null.</summary>
    internal static WorkOutcome.Invalid? Check(string tag)
    {
        if (tag.Length > MostCharacters) return new("tag", $"A tag has at most {MostCharacters} letters.");
        return tag.Length > 0 && tag.All(sign => char.IsLetterOrDigit(sign) || Signs.Contains(sign, StringComparison.Ordinal)) ? null
            : new("tag", $"A tag is one word of letters, digits and the signs {Signs}.");
    }
}
