using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>Reads the trailers that an answer or a cover letter gives: lines of their own, outside of quotes.</summary>
internal static class ReplyTrailers
{
    private const int DeepestIndent = 4;
    private const int MostTrailers = 200;
    private const int MostNameWords = 5;
    private const int ShortestId = 8;

    /// <summary>The trailers of a text, in order.</summary>
    /// <param name="text">The text of the mail.</param>
    /// <param name="holdsSuggestion">
    /// True when it shows another patch: of the trailers then only those count that judge (Acked-by, Reviewed-by, Tested-by), since a
    /// sign-off belongs to the suggestion.
    /// </param>
    public static ImmutableArray<Trailer> Read(ReadOnlySpan<char> text, bool holdsSuggestion = false)
    {
        var trailers = ImmutableArray.CreateBuilder<Trailer>();
        for (var at = 0; at < text.Length && trailers.Count < MostTrailers;)
        {
            var line = DiffLine.At(text, at, out at);
            if (line.IsEmpty || line[0] == '>') continue;
            var start = Blank.Trim(line);
            if (start.Length < 5 || line.IndexOf(start[0]) > DeepestIndent || !TrailerLine.TryRead(start, out var key, out var value)) continue;
            var below = at < text.Length ? Blank.Trim(DiffLine.At(text, at, out _)) : default;
            if (holdsSuggestion && !TrailerLine.IsJudgement(key)) continue;
            if (TrailerLine.IsPersonKey(key))
            {
                if (FindPerson(value, below) is { } person) trailers.Add(new(key.ToString(), person));
            }
            else if (IsThing(key, value)) trailers.Add(new(key.ToString(), Blank.Plain(value)));
        }

        return trailers.ToImmutable();
    }

    // The person, also where the mail program wrapped the line before the address or before the name.
    private static string? FindPerson(ReadOnlySpan<char> value, ReadOnlySpan<char> below)
    {
        if (value.Contains('@')) return TrailerPerson.Clean(Blank.Plain(value));
        if (below.Contains('@') && !below.StartsWith(">") && below.Length < 200 && (value.IsEmpty || below.StartsWith("<")) && below.EndsWith(">"))
            return TrailerPerson.Clean(Blank.Plain($"{value} {below}".Trim()));
        return IsName(value) ? Blank.Plain(value) : null;
    }

    // "Acked-by: A. Maintainer" without an address: words with capitals, and nothing else.
    private static bool IsName(ReadOnlySpan<char> value)
    {
        var words = 0;
        foreach (var range in value.Split(' '))
        {
            var word = value[range];
            if (word.IsEmpty) continue;
            if (!char.IsUpper(word[0]) || word.ContainsAny(Letters.NoName) || ++words > MostNameWords) return false;
        }

        return words >= 2;
    }

    // A commit's id, alone or with its title.
    private static bool IsCommit(ReadOnlySpan<char> value)
    {
        var length = value.IndexOfAnyExcept(Letters.LowerHex);
        return length < 0 ? value.Length >= ShortestId : length >= ShortestId && value[length..].TrimStart().StartsWith("(");
    }

    private static bool IsThing(ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        if (key.Equals("Fixes", StringComparison.OrdinalIgnoreCase)) return IsCommit(value);
        if (key.Equals("Cc", StringComparison.OrdinalIgnoreCase)) return value.Contains('@');
        return TrailerLine.IsOtherKey(key) && value.StartsWith("http");
    }
}
