using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>The shares that people have in the history of a file: commits signed, commits and lines written, in the counts and the order of the script.</summary>
internal sealed class HistoryShares
{
    private const string Chief = "Linus Torvalds";
    private static readonly string[] Signatures = ["Signed-off-by:", "Reviewed-by:", "Acked-by:"];

    /// <summary>Counts the history of a file.</summary>
    /// <param name="commits">Its commits.</param>
    /// <param name="people">Who knows which names are one person's.</param>
    public HistoryShares(ImmutableArray<HistoryCommit> commits, MaintainersPeople people)
    {
        var shares = ImmutableArray.CreateBuilder<HistoryShare>();
        string[] signers = [.. commits.SelectMany(commit => Signers(commit, people.IncludesChiefs)).Select(people.Identify)];
        string[] authors = [.. commits.Select(commit => people.Identify(commit.Author))];
        if (signers.Length > 0)
        {
            shares.Add(new("commit_signer", commits.Length, Count(signers.Select(static who => (who, 1)))));
            shares.Add(new("authored", commits.Length, Count(authors.Select(static who => (who, 1)))));
        }

        // The script counts lines only where each commit changed the file under this name.
        if (signers.Length > 0 && commits.All(static commit => commit.Added is not null))
        {
            shares.Add(new("added_lines", commits.Sum(static commit => commit.Added ?? 0), Count(commits.Zip(authors, static (commit, who) => (who, commit.Added ?? 0)))));
            shares.Add(new("removed_lines", commits.Sum(static commit => commit.Removed ?? 0), Count(commits.Zip(authors, static (commit, who) => (who, commit.Removed ?? 0)))));
        }

        Shares = shares.ToImmutable();
    }

    /// <summary>The shares, in order.</summary>
    public ImmutableArray<HistoryShare> Shares { get; }

    /// <summary>Who signed a commit, as written.</summary>
    public static IEnumerable<string> Signers(HistoryCommit commit, bool withChiefs)
    {
        foreach (var raw in commit.Body.Split('\n'))
        {
            var line = raw.Trim(' ', '\t', '\r');
            if (!Array.Exists(Signatures, signature => line.StartsWith(signature, StringComparison.Ordinal)) || !line.Contains('@', StringComparison.Ordinal)) continue;
            if (!withChiefs && line.Contains(Chief, StringComparison.OrdinalIgnoreCase)) continue;
            yield return line[(line.TrimEnd(':', ' ').LastIndexOf(':') + 1)..].Trim();
        }
    }

    private static ImmutableArray<(string Who, int Count)> Count(IEnumerable<(string Who, int Count)> shares) =>
        [.. shares.GroupBy(static share => share.Who, StringComparer.Ordinal).Select(static group => (Who: group.Key, Count: group.Sum(static share => share.Count)))
            .Where(static share => share.Count > 0).OrderByDescending(static share => share.Count).ThenBy(static share => share.Who, StringComparer.Ordinal)];
}

/// <summary>A kind of share, of how many, and whose; the largest first.</summary>
internal sealed record HistoryShare(string Role, int Whole, ImmutableArray<(string Who, int Count)> People);
