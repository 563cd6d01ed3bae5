using System.Globalization;
using System.Text;

namespace Tributary.Git;

/// <summary>
/// The commits of a history in which objects are missing, as far as they can be found: from the tip back to a missing commit, and
/// on from the newest older commit that nothing leads to any more.
/// </summary>
internal static class InboxSurvey
{
    /// <summary>Lists the commits of a damaged history.</summary>
    /// <param name="repository">The git directory.</param>
    /// <param name="tip">The newest commit.</param>
    /// <param name="after">Commits up to this one were read before; null for all.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Commits, oldest first; missing ones stand in their place.</returns>
    public static async Task<List<string>> ListAsync(string repository, string tip, string? after, CancellationToken cancel)
    {
        // Often only a blob or a tree is missing, and then git can still list the commits.
        var range = after is null ? tip : $"{after}..{tip}";
        var listed = await GitProgram.RunAsync(repository, ["rev-list", "--reverse", "--first-parent", range, "--"], cancel);
        if (listed.IsSuccess) return [.. listed.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        var found = await ReadCommitsAsync(repository, cancel);
        return Chain(found, tip, after);
    }

    private static List<string> Chain(Dictionary<string, Link> commits, string tip, string? after)
    {
        var hasChild = commits.Values.Select(static link => link.Parent).OfType<string>().ToHashSet();
        var loose = commits.Where(pair => !hasChild.Contains(pair.Key)).OrderByDescending(static pair => pair.Value.Time).Select(static pair => pair.Key).ToList();
        var seen = new HashSet<string>();
        var chain = new List<string>();
        var latest = long.MaxValue;
        for (string? at = tip; at is not null && at != after && seen.Add(at);)
        {
            chain.Add(at);
            if (commits.TryGetValue(at, out var link))
            {
                latest = link.Time;
                at = link.Parent;
            }
            else
            {
                at = loose.Find(candidate => !seen.Contains(candidate) && commits[candidate].Time <= latest);
            }
        }

        chain.Reverse();
        return chain;
    }

    private static async Task<Dictionary<string, Link>> ReadCommitsAsync(string repository, CancellationToken cancel)
    {
        var all = await GitProgram.RunAsync(repository, ["cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objecttype) %(objectname)"], cancel);
        var commits = new Dictionary<string, Link>();
        var reader = ObjectReader.Start(repository);
        try
        {
            foreach (var name in all.Text.Split('\n').Where(static line => line.StartsWith("commit ", StringComparison.Ordinal)).Select(static line => line[7..]))
            {
                cancel.ThrowIfCancellationRequested();
                reader.Request(name);
                reader.Flush();
                var header = reader.ReadHeader();
                var content = new byte[header.Size];
                if (header.Kind == ObjectKind.Commit && reader.TryReadContent(content, header.Size))
                {
                    commits[name] = Parse(Encoding.UTF8.GetString(content));
                }
                else if (header.Kind != ObjectKind.Missing)
                {
                    // A corrupt object ends git.
                    reader.Dispose();
                    reader = ObjectReader.Start(repository);
                }
            }
        }
        finally
        {
            reader.Dispose();
        }

        return commits;
    }

    private static Link Parse(string commit)
    {
        string? parent = null;
        var time = 0L;
        foreach (var line in commit.Split('\n'))
        {
            if (line.Length == 0) break;
            if (parent is null && line.StartsWith("parent ", StringComparison.Ordinal)) parent = line[7..];
            else if (line.StartsWith("committer ", StringComparison.Ordinal) && line.Split(' ') is [.., var seconds, _] && long.TryParse(seconds, CultureInfo.InvariantCulture, out var parsed)) time = parsed;
        }

        return new(parent, time);
    }

    private readonly record struct Link(string? Parent, long Time);
}
