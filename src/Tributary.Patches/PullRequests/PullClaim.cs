using System.Globalization;

namespace Tributary.Patches;

/// <summary>
/// What a pull request states: from where to where, of which repository, and how much. It reads the text of <c>git request-pull</c>, and the sentence of counts that BPF's
/// maintainers write above it (TREE-4). Quoted lines do not count.
/// </summary>
public sealed record PullClaim
{
    private const int MostLines = 20_000;
    private const int MostWords = 60;
    private const string SinceWords = "The following changes since commit ";
    private const string UpToWords = "for you to fetch changes up to ";

    /// <summary>The commit since which there are changes, full name; null where none is named.</summary>
    public string? Base { get; init; }

    /// <summary>The commit that is to be pulled, full name; null where none is named, as git before 1.7.9 did.</summary>
    public string? Head { get; init; }

    /// <summary>Where from, or null.</summary>
    public string? Url { get; init; }

    /// <summary>The branch, or <c>tags/NAME</c>; null where none is named.</summary>
    public string? Reference { get; init; }

    /// <summary>The tree that is asked, as the text says: <c>for your *net-next* tree</c>; null where it does not.</summary>
    public string? Into { get; init; }

    /// <summary>What the sentence says: <c>We've added 3 non-merge commits during the last 4 day(s) which contain …</c>; commits are those that are no merges.</summary>
    public PullCounts Said { get; init; } = PullCounts.None;

    /// <summary>What git's lists below say: commits by author, merges among them, and the last line of the diffstat.</summary>
    public PullCounts Listed { get; init; } = PullCounts.None;

    /// <summary>Reads a text; any will do.</summary>
    public static PullClaim Read(string text)
    {
        var lines = text.Split('\n', MostLines).Where(static line => !line.StartsWith('>')).Select(static line => line.TrimEnd('\r', ' ', '\t')).ToList();
        var from = PullText.Find(text)?.Split(' ', 2);
        var upTo = lines.FindIndex(static line => line.StartsWith(UpToWords, StringComparison.Ordinal));
        return new()
        {
            Base = HexAfter(lines, SinceWords), Head = HexAfter(lines, UpToWords), Url = from?[0], Reference = from is [_, var reference] ? reference : null, Into = ReadInto(lines),
            Said = ReadSentence(lines), Listed = upTo < 0 ? PullCounts.None : ReadLists(lines.Skip(upTo + 1)),
        };
    }

    // The name may stand on the next line, where a mail program has wrapped it; a full stop or colon ends it.
    private static string? HexAfter(List<string> lines, string words)
    {
        var at = lines.FindIndex(line => line.StartsWith(words.TrimEnd(), StringComparison.Ordinal));
        if (at < 0) return null;
        var rest = lines[at][words.TrimEnd().Length..].Trim();
        if (rest.Length == 0 && at + 1 < lines.Count) rest = lines[at + 1].Trim();
        var hex = rest.Split(' ')[0].TrimEnd(':', '.', ',');
        return hex.Length is 40 or 64 && hex.All(char.IsAsciiHexDigitLower) ? hex : null;
    }

    private static string? ReadInto(List<string> lines)
    {
        var text = string.Join(' ', lines.Take(40));
        var at = text.IndexOf("for your *", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var start = at + "for your *".Length;
        var end = text.IndexOf('*', start);
        return end > start && end - start <= 100 && !text[start..end].Contains(' ', StringComparison.Ordinal) ? text[start..end].ToLowerInvariant() : null;
    }

    private static PullCounts ReadSentence(List<string> lines)
    {
        var at = lines.FindIndex(static line => line.StartsWith("We've added ", StringComparison.OrdinalIgnoreCase) || line.StartsWith("We have added ", StringComparison.OrdinalIgnoreCase));
        return at < 0 ? PullCounts.None : ReadWords(string.Join(' ', lines.Skip(at).Take(5).TakeWhile(static line => line.Length > 0)));
    }

    // "3 non-merge commits … 4 day(s) … 3 files changed, 3 insertions(+), 1 deletion(-)".
    private static PullCounts ReadWords(string sentence)
    {
        var words = sentence.Split(' ', MostWords, StringSplitOptions.RemoveEmptyEntries);
        var counts = PullCounts.None;
        for (var at = 0; at + 1 < words.Length; at++)
        {
            if (!int.TryParse(words[at], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) continue;
            counts = words[at + 1].ToLowerInvariant() switch
            {
                var word when word.StartsWith("non-merge", StringComparison.Ordinal) || word.StartsWith("commit", StringComparison.Ordinal) => counts with { Commits = number },
                var word when word.StartsWith("day", StringComparison.Ordinal) => counts with { Days = number },
                var word when word.StartsWith("file", StringComparison.Ordinal) => counts with { Files = number },
                var word when word.StartsWith("insertion", StringComparison.Ordinal) => counts with { Insertions = number },
                var word when word.StartsWith("deletion", StringComparison.Ordinal) => counts with { Deletions = number },
                _ => counts,
            };
        }

        return counts;
    }

    // "Ann Author (3):" for each author, and " 3 files changed, 3 insertions(+)": git leaves out what is 0.
    private static PullCounts ReadLists(IEnumerable<string> lines)
    {
        var (commits, total) = ((int?)null, PullCounts.None);
        foreach (var line in lines)
        {
            if (ReadAuthor(line) is { } count) commits = (commits ?? 0) + count;
            else if (line.Length > 2 && line[0] == ' ' && char.IsAsciiDigit(line[1]) && line.Contains(" changed", StringComparison.Ordinal) && ReadWords(line) is { Files: not null } found) total = found;
        }

        return new(commits, total.Files, total.Files is null ? null : total.Insertions ?? 0, total.Files is null ? null : total.Deletions ?? 0);
    }

    private static int? ReadAuthor(string line)
    {
        if (line.Length < 5 || !line.EndsWith("):", StringComparison.Ordinal) || line[0] is ' ' or '\t') return null;
        var open = line.LastIndexOf(" (", StringComparison.Ordinal);
        return open > 0 && int.TryParse(line.AsSpan((open + 2)..^2), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count < 1_000_000 ? count : null;
    }
}
