using System.Collections.Immutable;

namespace Tributary.Store;

/// <summary>
/// What a person asks of the search, taken apart: words that must all be there, <c>"phrases in quotes"</c>, <c>beginnings*</c>,
/// <c>from:name-or-address</c>, <c>subject:word</c>. Nothing in it is an error; what holds no word is passed over.
/// </summary>
/// <param name="Terms">What must be there.</param>
internal sealed record SearchText(ImmutableArray<SearchTerm> Terms)
{
    private const int MostCharacters = 1000;
    private const int MostTerms = 16;

    /// <summary>Reads it.</summary>
    public static SearchText Parse(string text)
    {
        var rest = text.AsSpan(0, Math.Min(text.Length, MostCharacters));
        var terms = ImmutableArray.CreateBuilder<SearchTerm>();
        while (terms.Count < MostTerms && TryTake(ref rest, out var field, out var words, out var isBeginning))
        {
            if (SearchTerm.Make(field, words, isBeginning || field == SearchField.Sender) is { } term) terms.Add(term);
        }

        return new(terms.ToImmutable());
    }

    private static bool TryTake(ref ReadOnlySpan<char> rest, out SearchField field, out ReadOnlySpan<char> words, out bool isBeginning)
    {
        rest = rest.TrimStart();
        field = TakeField(ref rest);
        var isQuoted = rest is ['"', ..];
        if (isQuoted) rest = rest[1..];
        var end = isQuoted ? rest.IndexOf('"') : rest.IndexOfAny(' ', '\t', '"');
        if (end < 0) end = rest.Length;
        words = rest[..end];
        rest = rest[Math.Min(rest.Length, end + (isQuoted ? 1 : 0))..];
        isBeginning = words is [.., '*'];
        return isQuoted || !words.IsEmpty || !rest.IsEmpty;
    }

    private static SearchField TakeField(ref ReadOnlySpan<char> rest)
    {
        foreach (var field in SearchField.Named)
        {
            if (!rest.StartsWith(field.Prefix, StringComparison.OrdinalIgnoreCase)) continue;
            rest = rest[field.Prefix.Length..];
            return field;
        }

        return SearchField.Anywhere;
    }
}

/// <summary>Words that stand one after another in one field.</summary>
/// <param name="Field">Where.</param>
/// <param name="Words">The words: letters, digits and underscores only.</param>
/// <param name="IsBeginning">The last one need only begin so.</param>
internal sealed record SearchTerm(SearchField Field, ImmutableArray<string> Words, bool IsBeginning)
{
    // The beginnings of a word are gathered from all words that begin so: one or two letters would gather half of the index.
    private const int ShortestBeginning = 3;

    /// <summary>The term of a text: its words one after another. Null if it holds none.</summary>
    /// <param name="field">Where they stand.</param>
    /// <param name="text">The text.</param>
    /// <param name="isBeginning">The last word need only begin so, if it is long enough for that.</param>
    public static SearchTerm? Make(SearchField field, ReadOnlySpan<char> text, bool isBeginning)
    {
        var last = "";
        var identifiers = 0;
        foreach (var identifier in new WordReader(text))
        {
            if (WordFold.Fold(identifier) is not { Length: > 0 } word) continue;
            last = word;
            identifiers++;
        }

        if (identifiers == 0) return null;
        isBeginning &= last.Length >= ShortestBeginning;
        if (identifiers == 1) return new(field, [last], isBeginning);
        var words = MessageWords.Asked(text.ToString()).Split(' ');

        // A beginning goes on in the whole name, not in the parts that follow it in the index.
        var length = isBeginning ? Array.LastIndexOf(words, last) + 1 : words.Length;
        return new(field, [.. words.AsSpan(0, length)], isBeginning);
    }
}

/// <summary>A field that is searched.</summary>
/// <param name="Prefix">What a person writes before a word.</param>
/// <param name="Column">The column of SQLite's index.</param>
/// <param name="Mark">What its words begin with in PostgreSQL's index, beside standing there without it.</param>
internal sealed record SearchField(string Prefix, string Column, string Mark)
{
    /// <summary>All of them.</summary>
    public static SearchField Anywhere { get; } = new("", "", "");

    /// <summary>Who sent it.</summary>
    public static SearchField Sender { get; } = new("from:", "sender", "f:");

    /// <summary>The subject.</summary>
    public static SearchField Subject { get; } = new("subject:", "subject", "s:");

    /// <summary>Those that have a name.</summary>
    public static ImmutableArray<SearchField> Named { get; } = [Sender, Subject];
}
