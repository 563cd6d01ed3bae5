using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tributary.Policy;

namespace Tributary.Git;

/// <summary>Reads from a repository's log who changed and signed what.</summary>
/// <param name="tree">The tree; without a repository there is no history.</param>
/// <param name="since">How far back files are asked about, in git's words; empty: to the beginning.</param>
public sealed class HistoryReader(KernelTree tree, string since)
{
    private const string Format = "--format=%x00%H%x00%an <%ae>%x00%s%x00%b%x00";

    /// <summary>How far back the script looks.</summary>
    public const string Usual = "1-year-ago";

    /// <summary>The history that a match wants.</summary>
    /// <exception cref="GitException">git could not be started.</exception>
    public Task<TreeHistory> ReadAsync(MaintainersMatch match, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(match);
        return tree.Repository is { } repository ? ReadAsync(repository, match, cancel) : Task.FromResult(TreeHistory.None);
    }

    private async Task<TreeHistory> ReadAsync(string repository, MaintainersMatch match, CancellationToken cancel)
    {
        var files = ImmutableDictionary.CreateBuilder<string, ImmutableArray<HistoryCommit>>();
        foreach (var path in match.Wanted)
        {
            // git follows a file, and a folder not.
            string[] follow = path.EndsWith('/') ? [] : ["--follow"];
            string[] limit = since.Length == 0 ? [] : [$"--since={since}"];
            files[path] = await LogAsync(repository, path, ["log", "--no-color", .. follow, .. limit, "--numstat", "--no-merges", Format, "--", path], cancel);
        }

        var fixes = ImmutableDictionary.CreateBuilder<string, HistoryCommit>();
        foreach (var fix in match.Fixes)
        {
            if (await LogAsync(repository, "", ["log", "--no-color", "-1", Format, "--end-of-options", fix, "--"], cancel) is [var commit]) fixes[fix] = commit;
        }

        return new() { Files = files.ToImmutable(), Fixed = fixes.ToImmutable() };
    }

    private static async Task<ImmutableArray<HistoryCommit>> LogAsync(string repository, string path, ImmutableArray<string> arguments, CancellationToken cancel)
    {
        var result = await GitProgram.RunAsync(repository, arguments, cancel);
        return result.IsSuccess ? Parse(Encoding.Latin1.GetString(result.Output.Span), path) : [];
    }

    // \0 id \0 author \0 title \0 body \0 numbers, for each commit
    private static ImmutableArray<HistoryCommit> Parse(string log, string path)
    {
        var commits = ImmutableArray.CreateBuilder<HistoryCommit>();
        var parts = log.Split('\0');
        for (var at = 1; at + 4 < parts.Length; at += 5)
        {
            var (added, removed) = Numbers(parts[at + 4], path);
            commits.Add(new(parts[at], parts[at + 1], parts[at + 3]) { Title = parts[at + 2], Added = added, Removed = removed });
        }

        return commits.ToImmutable();
    }

    private static (int? Added, int? Removed) Numbers(string text, string path)
    {
        foreach (var line in text.Split('\n'))
        {
            if (line.Split('\t') is not [var added, var removed, var name] || name != path) continue;
            if (int.TryParse(added, NumberStyles.None, CultureInfo.InvariantCulture, out var plus) && int.TryParse(removed, NumberStyles.None, CultureInfo.InvariantCulture, out var minus))
                return (plus, minus);
        }

        return (null, null);
    }
}
