using System.Buffers;
using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>What a commit takes back.</summary>
/// <param name="Commits">The commits that it names: 7 to 64 lower-case hex digits, in order; what the branch calls it and what mainline calls it.</param>
/// <param name="Title">The title that it takes back, from its own title; null where that names none.</param>
/// <param name="IsAgain">True for <c>Reapply "…"</c> and the revert of a revert: the change is there again.</param>
public sealed record Reverts(ImmutableArray<string> Commits, string? Title, bool IsAgain)
{
    private const string Opening = "Revert \"";
    private const string Again = "Reapply \"";
    private static readonly SearchValues<string> Saying = SearchValues.Create(["reverts commit", "reverts the commit", "reverts upstream commit", "reverts mainline commit", "reverts the following commit"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Nothing is taken back.</summary>
    public static Reverts None { get; } = new([], null, IsAgain: false);

    /// <summary>Reads a commit message; a revert of a part of a commit is none.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="message">All of it, LF line ends.</param>
    public static Reverts Read(string title, ReadOnlySpan<char> message)
    {
        var isAgain = title.StartsWith(Again, StringComparison.OrdinalIgnoreCase);
        var reverted = isAgain ? title[Again.Length..] : title.StartsWith(Opening, StringComparison.OrdinalIgnoreCase) ? title[Opening.Length..] : null;
        if (reverted is not null) reverted = reverted.LastIndexOf('"') is > 0 and var close ? reverted[..close] : reverted;
        isAgain |= reverted?.StartsWith(Opening, StringComparison.OrdinalIgnoreCase) ?? false;
        var commits = ImmutableArray.CreateBuilder<string>();
        for (var rest = message; rest.IndexOfAny(Saying) is >= 0 and var at;)
        {
            // "This partially reverts commit X" leaves some of it.
            var isWhole = !rest[..at].TrimEnd().EndsWith("partially", StringComparison.OrdinalIgnoreCase) && IsSentence(rest[..at]);
            rest = rest[(at + "reverts ".Length)..];
            if (isWhole) ReadNames(rest, commits);
        }

        return reverted is null && commits.Count == 0 ? None : new([.. commits.Distinct()], reverted, isAgain);
    }

    // "This reverts commit", "which reverts commit X" speaks of another one.
    private static bool IsSentence(ReadOnlySpan<char> before)
    {
        before = before.TrimEnd();
        return before.IsEmpty || before.EndsWith("this", StringComparison.OrdinalIgnoreCase) || before.EndsWith("patch", StringComparison.OrdinalIgnoreCase)
            || before.EndsWith("this commit", StringComparison.OrdinalIgnoreCase) || before is [.., '.' or '\n'];
    }

    // "commit X, which is commit Y upstream.", "commits X and Y.": words until the sentence ends.
    private static void ReadNames(ReadOnlySpan<char> text, ImmutableArray<string>.Builder commits)
    {
        const int MostWords = 40;
        var isNamed = false;
        for (var count = 0; count < MostWords; count++)
        {
            text = text.TrimStart();
            var end = text.IndexOfAny(" \n\t");
            var word = (end < 0 ? text : text[..end]).Trim("(),[]\"");
            var bare = word.TrimEnd(".:;");
            if (HexWord.Length(bare) == bare.Length && bare.Length > 0)
            {
                commits.Add(bare.ToString().ToLowerInvariant());
                isNamed = true;
            }
            else if (isNamed && !IsJoining(bare)) return;

            if (end < 0 || word is [.., '.']) return;
            text = text[end..];
        }
    }

    private static bool IsJoining(ReadOnlySpan<char> word) => word is "which" or "is" or "commit" or "commits" or "and" or "upstream" or "was" or "" or "&" or "the" or "also" or "in";
}
