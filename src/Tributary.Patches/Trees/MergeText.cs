using System.Collections.Immutable;
using System.Text;
using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>The message of the merge commit that takes a series in: its cover letter (SER-2).</summary>
public static class MergeText
{
    private const int LongestName = 60;
    private const string Rule = "====================";

    /// <summary>The message.</summary>
    /// <param name="cover">The cover letter, or null where a series has none.</param>
    /// <param name="titles">The titles of the patches that are taken, in order.</param>
    /// <param name="author">Who sent it.</param>
    /// <param name="trailers">What stands at its end: Link, sign-off.</param>
    public static string Write(PatchMail? cover, ImmutableArray<string> titles, Mailbox author, ImmutableArray<AmTrailer> trailers)
    {
        var title = cover?.Subject.Title is { Length: > 0 } own ? own : titles.FirstOrDefault() ?? "";
        var text = new StringBuilder($"Merge branch '{NameOf(title)}'\n\n{(author.Name.Length > 0 ? author.Name : author.Address)} says:\n\n{Rule}\n{title}\n\n");
        if (cover is not null) text.Append(Body(cover)).Append('\n');
        else text.AppendJoin('\n', titles.Select(static one => $"- {one}")).Append('\n');
        return text.Append(Rule).Append("\n\n").AppendJoin('\n', trailers).Append('\n').ToString();
    }

    /// <summary>A name for a branch made of a title: lower-case letters, digits and dashes.</summary>
    public static string NameOf(string title)
    {
        var name = new StringBuilder();
        foreach (var letter in title.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_') name.Append(letter);
            else if (name.Length > 0 && name[^1] != '-') name.Append('-');
            if (name.Length >= LongestName) break;
        }

        var clean = name.ToString().Trim('-', '.', '_').Replace("..", ".", StringComparison.Ordinal);
        return clean.Length > 0 ? clean : "series";
    }

    // What the letter says, without the lists that git appends: authors and their patches, the files.
    private static string Body(PatchMail cover)
    {
        var kept = new List<string>();
        foreach (var line in cover.Content.Split('\n'))
        {
            // git's shortlog begins with "Name (3):" and indented titles.
            if (IsShortlog(line)) break;
            if (line.StartsWith("base-commit:", StringComparison.Ordinal) || line.StartsWith("change-id:", StringComparison.Ordinal)) continue;
            kept.Add(IsRule(line) ? "- " + line : line.TrimEnd());
        }

        return string.Join('\n', kept).Trim('\n', '-', ' ') + "\n";
    }

    private static bool IsShortlog(string line) =>
        line.Length > 4 && !char.IsWhiteSpace(line[0]) && line.EndsWith("):", StringComparison.Ordinal) && line.LastIndexOf('(') is > 1 and var open
        && line.AsSpan(open + 1, line.Length - open - 3) is { IsEmpty: false } count && count.IndexOfAnyExceptInRange('0', '9') < 0;

    // A line of the letter that looks like ours would end it early for who reads it back.
    private static bool IsRule(string line) => line.Trim() == Rule;
}
