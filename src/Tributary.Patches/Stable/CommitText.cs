using System.Buffers;
using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>What a commit message says of other commits.</summary>
/// <param name="Title">Its first paragraph as one line.</param>
/// <param name="Statements">Where the change comes from.</param>
/// <param name="Fixes">The commits that its <c>Fixes:</c> lines name: 7 to 64 lower-case hex digits.</param>
/// <param name="Reverts">What it takes back.</param>
public sealed record CommitText(string Title, ImmutableArray<UpstreamStatement> Statements, ImmutableArray<string> Fixes, Reverts Reverts)
{
    private static readonly SearchValues<string> Signs =
        SearchValues.Create(["upstream", "mainline", "linus", "cherry", "port of", "picked from", "fixes:", "revert"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a commit message; LF line ends, lines may be indented.</summary>
    public static CommitText Read(ReadOnlySpan<char> message)
    {
        var title = TitleOf(message);
        // Most messages say nothing of others, and there are a million.
        if (message.IndexOfAny(Signs) < 0) return new(title, [], [], Reverts.None);
        return new(title, UpstreamStatements.Read(message), ReadFixes(message), Reverts.Read(title, message));
    }

    /// <summary>A number for a title, by which the same title is found again: case, blanks, and the brackets and words that people put before a backport's title say nothing.</summary>
    public static long TitleKey(ReadOnlySpan<char> title)
    {
        title = Bare(title);
        var hash = new StableHash('t');
        var kept = title.Length <= 512 ? stackalloc char[title.Length] : new char[title.Length];
        var length = 0;
        foreach (var letter in title)
        {
            if (!char.IsWhiteSpace(letter)) kept[length++] = char.ToLowerInvariant(letter);
        }

        hash.Add(kept[..length]);
        return (long)hash.Finish();
    }

    /// <summary>A title without <c>[PATCH 5.10]</c>, <c>UPSTREAM:</c> and the like before it.</summary>
    public static ReadOnlySpan<char> Bare(ReadOnlySpan<char> title)
    {
        title = title.Trim();
        while (title is ['[', ..] && title.IndexOf(']') is > 0 and var close) title = title[(close + 1)..].TrimStart();
        foreach (var word in (ReadOnlySpan<string>)["UPSTREAM: ", "BACKPORT: ", "STABLE: ", "stable: "])
        {
            if (title.StartsWith(word)) title = title[word.Length..].TrimStart();
        }

        return title;
    }

    private static string TitleOf(ReadOnlySpan<char> message)
    {
        message = message.TrimStart();
        var first = DiffLine.At(message, 0, out var next).Trim();
        var title = first.ToString();
        while (next < message.Length && DiffLine.At(message, next, out next).Trim() is { IsEmpty: false } more && title.Length < 1000) title = $"{title} {more}";
        return title;
    }

    private static ImmutableArray<string> ReadFixes(ReadOnlySpan<char> message)
    {
        ImmutableArray<string>.Builder? found = null;
        for (var at = 0; at < message.Length;)
        {
            var line = DiffLine.At(message, at, out at).Trim();
            if (!line.StartsWith("Fixes:", StringComparison.OrdinalIgnoreCase)) continue;
            line = line["Fixes:".Length..].TrimStart();
            if (line.StartsWith("commit ", StringComparison.OrdinalIgnoreCase)) line = line["commit ".Length..].TrimStart();
            var length = HexWord.Length(line.TrimStart("<[("));
            if (length > 0) (found ??= ImmutableArray.CreateBuilder<string>()).Add(line.TrimStart("<[(")[..length].ToString().ToLowerInvariant());
        }

        return found is null ? [] : [.. found.Distinct()];
    }
}
